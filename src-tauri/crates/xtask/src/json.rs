//! Just enough JSON to read what cargo, npm and vitest print. Own, so that `cargo xtask` needs no crate.

/// A JSON value. Numbers are `f64`: nothing read here needs more than milliseconds and counts.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads one document, or `None` when it is not JSON.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { left: text.trim() };
        let value = reader.value()?;
        reader.left.trim().is_empty().then_some(value)
    }

    /// The value under a key, or `Null` where there is none.
    pub fn get(&self, key: &str) -> &Self {
        let Self::Object(entries) = self else {
            return &Self::Null;
        };
        entries
            .iter()
            .find(|(name, _)| name == key)
            .map_or(&Self::Null, |(_, value)| value)
    }

    pub fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self {
            Some(text)
        } else {
            None
        }
    }

    pub fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }

    pub fn is_true(&self) -> bool {
        *self == Self::Bool(true)
    }

    /// The elements of a list; nothing for any other value.
    pub fn list(&self) -> &[Self] {
        if let Self::List(elements) = self {
            elements
        } else {
            &[]
        }
    }
}

struct Reader<'a> {
    left: &'a str,
}

impl Reader<'_> {
    fn value(&mut self) -> Option<Json> {
        self.left = self.left.trim_start();
        match self.left.chars().next()? {
            '{' => self
                .many('}', |reader| {
                    reader.left = reader.left.trim_start();
                    let key = reader.string()?;
                    reader.take(':').then_some(())?;
                    Some((key, reader.value()?))
                })
                .map(Json::Object),
            '[' => self.many(']', Self::value).map(Json::List),
            '"' => self.string().map(Json::Text),
            't' => self.word("true", Json::Bool(true)),
            'f' => self.word("false", Json::Bool(false)),
            'n' => self.word("null", Json::Null),
            _ => {
                let end = self
                    .left
                    .find(|c: char| !"+-.eE0123456789".contains(c))
                    .unwrap_or(self.left.len());
                let number = self.left[..end].parse().ok()?;
                self.left = &self.left[end..];
                Some(Json::Number(number))
            }
        }
    }

    fn many<T>(&mut self, close: char, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.left = &self.left[1..];
        let mut all = Vec::new();
        if self.take(close) {
            return Some(all);
        }
        loop {
            all.push(one(self)?);
            if self.take(close) {
                return Some(all);
            }
            self.take(',').then_some(())?;
        }
    }

    fn take(&mut self, expected: char) -> bool {
        let rest = self.left.trim_start().strip_prefix(expected);
        rest.map(|rest| self.left = rest).is_some()
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        self.left = self.left.strip_prefix(word)?;
        Some(value)
    }

    fn string(&mut self) -> Option<String> {
        self.left = self.left.strip_prefix('"')?;
        let mut text = String::new();
        loop {
            let stop = self.left.find(['"', '\\'])?;
            text.push_str(&self.left[..stop]);
            let escaped = self.left[stop..].starts_with('\\');
            self.left = &self.left[stop + 1..];
            if !escaped {
                return Some(text);
            }
            let kind = self.left.chars().next()?;
            self.left = &self.left[kind.len_utf8()..];
            text.push(match kind {
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                'b' => '\u{8}',
                'f' => '\u{c}',
                'u' => self.unicode()?,
                other => other,
            });
        }
    }

    /// Reads the four digits after `\u`, and the second half of a surrogate pair where one follows.
    fn unicode(&mut self) -> Option<char> {
        let high = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high);
        }
        self.left = self.left.strip_prefix("\\u")?;
        let low = self.four_digits()?.checked_sub(0xdc00)?;
        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + low)
    }

    fn four_digits(&mut self) -> Option<u32> {
        let value = u32::from_str_radix(self.left.get(..4)?, 16).ok()?;
        self.left = &self.left[4..];
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cargo_and_vitest_print_is_read() {
        let read =
            Json::parse(r#" {"reason":"x","profile":{"test":true},"n":[1, -2.5e1],"no":null,"e":{}} "#)
                .expect("a document");
        assert_eq!(read.get("reason").text(), Some("x"), "a string is read");
        assert!(read.get("profile").get("test").is_true(), "objects nest");
        assert_eq!(
            read.get("n").list()[1].number(),
            Some(-25.0),
            "numbers with an exponent are read"
        );
        assert_eq!(
            read.get("absent"),
            &Json::Null,
            "an absent key is null, not a failure"
        );
    }

    #[test]
    fn escapes_are_undone() {
        let read = Json::parse(r#""a\"b\\c\n\u00e9\ud83d\ude00""#).expect("a string");
        assert_eq!(
            read.text(),
            Some("a\"b\\c\né😀"),
            "short, four-digit and paired escapes"
        );
    }

    #[test]
    fn what_is_not_json_is_not_read() {
        for text in ["", "{", "[1,]", "{\"a\" 1}", "nul", "1 2", "\"open"] {
            assert_eq!(Json::parse(text), None, "{text:?} is not a document");
        }
    }
}
