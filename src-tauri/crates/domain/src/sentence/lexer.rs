//! A sentence as tokens: words, numbers, quoted titles and single marks, each with its place.

/// One token and the bytes of the sentence it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// No room before it: `pm` in `7pm`, `:` in `7:30`.
    pub glued: bool,
}

/// What sort of token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters, with apostrophes inside; small letters, straight apostrophes: `o'clock`.
    Word(String),
    /// Digits. Numbers too long to mean anything here are held at the largest value.
    Number {
        /// Their value.
        value: u32,
        /// How many there are: `07` has two.
        digits: usize,
    },
    /// A title between double quotes, straight or curly; a doubled quote inside stands for one.
    Quoted(String),
    /// Anything else that is not room: `,` `:` `–` `½`, an emoji.
    Mark(char),
}

impl Token {
    /// The word, when it is one.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    /// The number, when it is one.
    pub fn number(&self) -> Option<u32> {
        match self.kind {
            Kind::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// The mark, when it is one.
    pub fn mark(&self) -> Option<char> {
        match self.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }
}

/// Cuts a sentence into tokens. Every byte that is not white space belongs to exactly one of them.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (kind, length) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first.is_ascii_digit() {
            number(rest)
        } else if first.is_alphabetic() {
            word(rest)
        } else {
            quoted(rest, first).unwrap_or((Kind::Mark(first), first.len_utf8()))
        };
        let glued = found.last().is_some_and(|last| last.end == at);
        found.push(Token {
            kind,
            start: at,
            end: at + length,
            glued,
        });
        at += length;
    }
    found
}

fn number(rest: &str) -> (Kind, usize) {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let value = rest[..digits].parse().unwrap_or(u32::MAX);
    (Kind::Number { value, digits }, digits)
}

fn word(rest: &str) -> (Kind, usize) {
    let mut length = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let inside =
            matches!(letter, '\'' | '’') && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if !letter.is_alphabetic() && !is_combining(letter) && !inside {
            break;
        }
        length = at + letter.len_utf8();
    }
    (
        Kind::Word(rest[..length].to_lowercase().replace('’', "'")),
        length,
    )
}

/// Accents typed as letters of their own stay with the letter before them.
fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn quoted(rest: &str, first: char) -> Option<(Kind, usize)> {
    let close = match first {
        '"' => '"',
        '“' | '”' => '”',
        _ => return None,
    };
    let mut title = String::new();
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != close {
            title.push(letter);
        } else if letters.peek().is_some_and(|(_, next)| *next == close) {
            title.push(close);
            letters.next();
        } else {
            return Some((Kind::Quoted(title), at + letter.len_utf8()));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_falls_into_words_numbers_titles_and_marks() {
        let kinds: Vec<_> = tokens("7pm, O’Neill’s “say \"\"hi”")
            .into_iter()
            .map(|t| t.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                Kind::Number { value: 7, digits: 1 },
                Kind::Word("pm".into()),
                Kind::Mark(','),
                Kind::Word("o'neill's".into()),
                Kind::Quoted("say \"\"hi".into()),
            ],
            "only the quote that closes is doubled"
        );
    }

    #[test]
    fn a_quote_that_never_closes_is_only_a_mark() {
        assert_eq!(
            tokens("\"7")[0].kind,
            Kind::Mark('"'),
            "so half a sentence can still be read while typing"
        );
        assert_eq!(
            tokens("\"a\"\"b\"")[0].kind,
            Kind::Quoted("a\"b".into()),
            "a doubled quote is one quote"
        );
    }
}
