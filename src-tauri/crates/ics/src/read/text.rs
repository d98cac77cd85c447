//! From the bytes of a file to its text.

use crate::{IcsError, Limits};

/// Reads the bytes of a calendar file as text, whatever wrote them: UTF-8, UTF-16, and, where it is neither, Windows-1252,
/// which holds Latin-1 and in which every byte means something.
///
/// ```
/// assert_eq!(ics::text(b"SUMMARY:Caf\xe9").unwrap(), "SUMMARY:Café");
/// ```
///
/// # Errors
/// [`IcsError::TooLarge`] when it is more than [`Limits::default`] lets a file be.
pub fn text(bytes: &[u8]) -> Result<String, IcsError> {
    let limit = Limits::default().bytes;
    let (wide, bytes) = match bytes {
        [0xff, 0xfe, rest @ ..] => (Some(u16::from_le_bytes as fn([u8; 2]) -> u16), rest),
        [0xfe, 0xff, rest @ ..] => (Some(u16::from_be_bytes as fn([u8; 2]) -> u16), rest),
        // Without a mark: a calendar file begins with a letter.
        [first, 0, ..] if *first != 0 => (Some(u16::from_le_bytes as fn([u8; 2]) -> u16), bytes),
        [0, second, ..] if *second != 0 => (Some(u16::from_be_bytes as fn([u8; 2]) -> u16), bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => (None, rest),
        _ => (None, bytes),
    };
    let most = if wide.is_some() { 2 * limit } else { limit };
    if bytes.len() > most {
        return Err(IcsError::TooLarge { limit });
    }
    let text = match wide {
        Some(unit) => {
            let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
            char::decode_utf16(units)
                .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8(unfolded(bytes))
                .unwrap_or_else(|_| bytes.iter().copied().map(windows_1252).collect()),
        },
    };
    if text.len() > limit {
        return Err(IcsError::TooLarge { limit });
    }
    Ok(text)
}

/// The same bytes without folds: lines are folded at 75 octets, and some writers do so in the middle of a letter.
fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, more)) = rest.split_first() {
        rest = match rest {
            [b'\r', b'\n', b' ' | b'\t', after @ ..] | [b'\n', b' ' | b'\t', after @ ..] => after,
            _ => {
                out.push(*first);
                more
            }
        };
    }
    out
}

/// The letters that Windows has where Latin-1 has control characters, from 0x80 on; five places are empty.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    match byte {
        0x80..=0x9f => WINDOWS[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_programs_write_is_read() {
        let said = "BEGIN:VCALENDAR\r\nSUMMARY:Café “Zum Löwen” 🌷\r\n";
        let le: Vec<u8> = said.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = said.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (how, bytes) in [
            ("UTF-8", said.as_bytes().to_vec()),
            ("UTF-8 with a mark", [b"\xef\xbb\xbf", said.as_bytes()].concat()),
            ("UTF-16, little end first", [b"\xff\xfe", &le[..]].concat()),
            ("UTF-16, big end first", [b"\xfe\xff", &be[..]].concat()),
            ("the same without a mark", le),
            ("the other without a mark", be),
        ] {
            assert_eq!(text(&bytes).as_deref(), Ok(said), "{how}");
        }
        assert_eq!(
            text(b"Caf\xe9 \x80 5\x81").unwrap(),
            "Café € 5\u{81}",
            "every byte means something"
        );
        assert_eq!(text(b"").unwrap(), "", "nothing is nothing");
        assert_eq!(text(b"\xff\xfeA").unwrap(), "", "half a letter is none");
    }

    #[test]
    fn a_letter_that_a_fold_cut_in_two_is_whole_again() {
        let bytes = [b"SUMMARY:caf\xc3".as_slice(), b"\r\n \xa9\r\nX:1"].concat();
        assert_eq!(text(&bytes).unwrap(), "SUMMARY:café\r\nX:1", "not cafÃ©");
    }

    #[test]
    fn fifty_megabytes_are_refused_before_they_are_copied() {
        let limit = Limits::default().bytes;
        assert_eq!(text(&vec![b'x'; limit + 1]), Err(IcsError::TooLarge { limit }));
        assert_eq!(
            text(&vec![0xe9; limit]),
            Err(IcsError::TooLarge { limit }),
            "each is two bytes as UTF-8"
        );
    }
}
