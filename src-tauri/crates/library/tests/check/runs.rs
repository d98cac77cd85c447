//! Runs of six words, as hashes: enough to find a sentence of somebody else's, not enough to read it.

/// How many words make a run.
pub const WORDS: usize = 6;

/// The hash of every run of six words in a text.
pub fn runs(text: &str) -> Vec<u64> {
    let words = words(text);
    words.windows(WORDS).map(|run| fnv(&run.join(" "))).collect()
}

/// The words of a text in small letters, without what stands between and inside them.
fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’'))
        .map(|word| word.replace(['\'', '’'], ""))
        .filter(|word| !word.is_empty())
        .collect()
}

/// FNV-1a: written down here, so that the list reads the same with every compiler.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
