//! Text that somebody brings, as plain text: nothing in it steers a terminal or turns the words around it.
//!
//! Every letter of every script stays, and so do joined emoji. What goes: control characters, and the characters that
//! set the direction of what follows (U+202A to U+202E, U+2066 to U+2069); right-to-left letters need none of them.

/// A text in one line, the space around and between its words made even.
///
/// ```
/// # use domain::plain::line;
/// assert_eq!(line(" Dinner\tat\u{1b}\u{7} eight\n"), "Dinner at eight");
/// ```
pub fn line(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !turns(*c)).map(spaced).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that keeps its lines, each as [`line`] has it.
pub fn lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n").trim().to_owned()
}

/// Whether it sets the direction of the text after it.
fn turns(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn spaced(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rings_steers_or_turns_is_gone() {
        let said = line("Di\u{202e}nn\u{2066}er\u{7}\u{1b}[31m for\0 two\u{2069}\u{202c}");
        assert_eq!(said, "Dinner [31m for two");
        assert_eq!(line("\u{202e}\u{1b}"), "", "nothing else is nothing");
    }

    #[test]
    fn letters_of_every_script_and_joined_emoji_stay() {
        for text in [
            "👩\u{200d}❤\u{fe0f}\u{200d}👨 Supper",
            "ארוחת ערב",
            "عشاء",
            "می\u{200c}خواهم",
            "Zoë",
            "❤️",
        ] {
            assert_eq!(line(text), text);
        }
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(
            lines("\n Table  by\u{7}the window \r\n\nBring\tcash\u{202e}\n"),
            "Table by the window\n\nBring cash"
        );
    }
}
