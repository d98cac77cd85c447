//! The one place where the key comes from: `planner.key`.
//!
//! The database is encrypted with a random 32-byte key and a random 16-byte salt, made once. The key file says how the
//! key is come by. Today there is one way: it lies there plainly, and the file's mode is its guard. A passphrase, a
//! recovery key or the system's keyring are further ways in [`Way`], each one more line in the file and one more arm in
//! [`Way::key`]; the database itself never notices.
//!
//! ```text
//! standing-date key 1
//! salt 00112233445566778899aabbccddeeff
//! plain <64 hexadecimal digits>
//! check 1a2b3c4d
//! ```
//!
//! The last line is a CRC-32 of what stands above it, so a flipped byte in the key is told from a flipped byte in the
//! database.

use std::{
    fmt,
    fs::File,
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
};

use crate::StoreError;

/// Bytes of salt, as they also stand at the start of the database.
pub(crate) const SALT: usize = 16;

/// What opens the database. Never printed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key {
    raw: [u8; 32],
    /// The first 16 bytes of the database it opens.
    pub salt: [u8; SALT],
}

/// A way to come by the key.
enum Way {
    /// It lies in the file itself.
    Plain([u8; 32]),
}

const FIRST_LINE: &str = "standing-date key 1";

impl Key {
    /// A new random key and salt.
    fn random() -> Result<Key, getrandom::Error> {
        let mut key = Key {
            raw: [0; 32],
            salt: [0; SALT],
        };
        getrandom::fill(&mut key.raw)?;
        getrandom::fill(&mut key.salt)?;
        Ok(key)
    }

    /// As SQLCipher takes a raw key with its salt: `x'<64 digits><32 digits>'`.
    pub(crate) fn pragma(&self) -> String {
        format!("x'{}{}'", hex(&self.raw), hex(&self.salt))
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Way {
    /// The way a line of the file names, if this version knows it.
    fn from_line(word: &str, rest: &str) -> Option<Way> {
        match word {
            "plain" => unhex(rest).map(Way::Plain),
            _ => None,
        }
    }

    /// Goes this way.
    fn key(&self, salt: [u8; SALT]) -> Key {
        match self {
            Way::Plain(raw) => Key { raw: *raw, salt },
        }
    }
}

/// Reads the key from an open key file.
pub(crate) fn read(file: &mut File, path: &Path) -> Result<Key, StoreError> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))
        .map_err(|e| StoreError::io(path, e))?;
    // A key file is some 150 bytes; anything long is something else.
    file.take(4096)
        .read_to_end(&mut bytes)
        .map_err(|e| StoreError::io(path, e))?;
    let text = String::from_utf8(bytes).ok();
    text.as_deref()
        .and_then(parse)
        .ok_or_else(|| StoreError::KeyUnreadable {
            path: path.to_owned(),
        })
}

/// Writes a new random key into an open, empty key file, and waits until it is on the disk.
pub(crate) fn make(file: &mut File, path: &Path) -> Result<Key, StoreError> {
    let key = Key::random().map_err(|e| {
        let source = e
            .raw_os_error()
            .map_or_else(|| io::Error::other(e.to_string()), io::Error::from_raw_os_error);
        StoreError::Io {
            path: path.to_owned(),
            source,
        }
    })?;
    let text = print(&key);
    file.seek(SeekFrom::Start(0))
        .and_then(|_| file.set_len(0))
        .and_then(|()| file.write_all(text.as_bytes()))
        .and_then(|()| file.sync_all())
        .map_err(|e| StoreError::io(path, e))?;
    Ok(key)
}

fn print(key: &Key) -> String {
    let above = format!("{FIRST_LINE}\nsalt {}\nplain {}\n", hex(&key.salt), hex(&key.raw));
    let check = crc32(above.as_bytes());
    format!("{above}check {check:08x}\n")
}

fn parse(text: &str) -> Option<Key> {
    let (above, check) = text.split_at(text.rfind("check ")?);
    let check = check.strip_prefix("check ")?.strip_suffix('\n')?;
    if check.len() != 8 || u32::from_str_radix(check, 16).ok()? != crc32(above.as_bytes()) {
        return None;
    }
    let mut lines = above.lines();
    if lines.next()? != FIRST_LINE {
        return None;
    }
    let salt = unhex(lines.next()?.strip_prefix("salt ")?)?;
    lines
        .filter_map(|line| line.split_once(' '))
        .find_map(|(word, rest)| Some(Way::from_line(word, rest)?.key(salt)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    if text.len() != 2 * N || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = [0; N];
    for (n, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * n..2 * n + 2], 16).ok()?;
    }
    Some(bytes)
}

/// The CRC-32 of zip and PNG, bit by bit: the file is 150 bytes long.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_reads_back_to_the_same_key_and_no_two_are_alike() {
        let (one, two) = (Key::random().unwrap(), Key::random().unwrap());
        assert_eq!(
            parse(&print(&one)),
            Some(one.clone()),
            "what is written is what is read"
        );
        assert!(
            one.raw != two.raw && one.salt != two.salt,
            "each planner has its own key"
        );
        assert_eq!(
            crc32(b"123456789"),
            0xCBF4_3926,
            "the check value every CRC-32 is known by"
        );
    }

    #[test]
    fn any_changed_byte_makes_a_key_file_unreadable_rather_than_wrong() {
        let text = print(&Key::random().unwrap());
        for place in 0..text.len() {
            for bit in 0..8 {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= 1 << bit;
                let read = String::from_utf8(bytes).ok().and_then(|t| parse(&t));
                // The case of a hexadecimal digit in the check itself says the same number.
                assert!(
                    read.is_none() || read == parse(&text),
                    "byte {place}, bit {bit} went unnoticed"
                );
            }
            assert_eq!(
                parse(&text[..place]),
                None,
                "a file cut short at {place} is no key"
            );
        }
    }

    #[test]
    fn a_key_is_never_printed() {
        let key = Key::random().unwrap();
        assert_eq!(format!("{key:?}"), "Key(…)", "not in a panic, not in a log");
    }
}
