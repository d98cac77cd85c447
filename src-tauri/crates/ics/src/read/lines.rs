//! A calendar file as content lines (RFC 5545 3.1) and the components they make, without building anything of them.
//!
//! This is where a file's size is counted, and where its events are cut apart: each is then read by itself, so that what a
//! hostile or a broken one costs is its own.

use std::borrow::Cow;

use crate::{IcsError, Limits};

/// A text without control characters, a carriage return that ends no line among them: no calendar file holds any, and each
/// reader makes something else of them.
pub(super) fn without_controls(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let odd = |at: usize| match bytes[at] {
        b'\t' | b'\n' => false,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        0x00..0x20 | 0x7f => true,
        // U+0080 to U+009F.
        0xc2 => bytes.get(at + 1).is_some_and(|next| *next < 0xa0),
        _ => false,
    };
    if !(0..bytes.len()).any(odd) {
        return Cow::Borrowed(text);
    }
    let kept = text.char_indices().filter(|(at, _)| !odd(*at)).map(|(_, c)| c);
    Cow::Owned(kept.collect())
}

/// The content lines of a text: unfolded, without their ends, empty ones left out.
pub(super) struct Lines<'a> {
    rest: &'a str,
}

pub(super) fn lines(text: &str) -> Lines<'_> {
    Lines { rest: text }
}

impl<'a> Lines<'a> {
    /// The next physical line.
    fn physical(&mut self) -> &'a str {
        let (line, rest) = match self.rest.find('\n') {
            Some(end) => (&self.rest[..end], &self.rest[end + 1..]),
            None => (self.rest, ""),
        };
        self.rest = rest;
        line.strip_suffix('\r').unwrap_or(line)
    }
}

impl<'a> Lines<'a> {
    /// The whole component that `begin` begins, as its lines; `None` when it never ends, is badly nested, or has more than
    /// `most` lines.
    pub fn component(&mut self, begin: &Cow<'a, str>, most: usize) -> Option<Vec<Cow<'a, str>>> {
        let mut open = vec![begins(begin)?.to_owned()];
        let (mut found, mut whole) = (vec![begin.clone()], true);
        for line in self.by_ref() {
            if let Some(inner) = begins(&line) {
                open.push(inner.to_owned());
            } else if let Some(inner) = ends(&line) {
                whole &= open.pop().is_some_and(|begun| begun.eq_ignore_ascii_case(inner));
            }
            whole &= found.len() < most && open.len() < DEEPEST;
            if whole {
                found.push(line);
            } else {
                found.clear();
            }
            if open.is_empty() {
                return whole.then_some(found);
            }
        }
        None
    }
}

/// How deep the components of an event may stand in one another: an alarm in a participant in an event is four.
const DEEPEST: usize = 6;

impl<'a> Iterator for Lines<'a> {
    type Item = Cow<'a, str>;

    fn next(&mut self) -> Option<Cow<'a, str>> {
        while !self.rest.is_empty() {
            let mut line = Cow::Borrowed(self.physical());
            // Asked once: it stands before the value, which may go on for a million lines.
            let mut quoted = None;
            loop {
                if self.rest.starts_with([' ', '\t']) {
                    self.rest = &self.rest[1..];
                    let more = self.physical();
                    if line.is_empty() {
                        line = Cow::Borrowed(more);
                    } else {
                        line.to_mut().push_str(more);
                    }
                } else if line.ends_with('=')
                    && !self.rest.is_empty()
                    && *quoted.get_or_insert_with(|| is_quoted_printable(&line))
                {
                    // vCalendar 1.0 folds such a value in a way of its own.
                    let cut = line.len() - 1;
                    line.to_mut().truncate(cut);
                    let more = self.physical();
                    line.to_mut().push_str(more);
                } else {
                    break;
                }
            }
            if !line.is_empty() {
                return Some(line);
            }
        }
        None
    }
}

fn is_quoted_printable(line: &str) -> bool {
    let head = line.split_once(':').map_or("", |(head, _)| head);
    head.split(';').skip(1).any(|part| {
        part.eq_ignore_ascii_case("ENCODING=QUOTED-PRINTABLE")
            || part.eq_ignore_ascii_case("QUOTED-PRINTABLE")
    })
}

/// What a content line is called: everything before its parameters and its value.
pub(crate) fn name(line: &str) -> &str {
    let end = line.bytes().position(|b| matches!(b, b':' | b';'));
    line[..end.unwrap_or(line.len())].trim()
}

/// The component that a line begins or ends: `begins("BEGIN:VEVENT")` is `VEVENT`.
pub(crate) fn begins(line: &str) -> Option<&str> {
    after(line, "BEGIN:")
}

/// As [`begins`], for its end.
pub(crate) fn ends(line: &str) -> Option<&str> {
    after(line, "END:")
}

fn after<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let found = line.get(..word.len())?.eq_ignore_ascii_case(word);
    found.then(|| line[word.len()..].trim())
}

/// A component that matters here, as a piece of the file: from the line after its `BEGIN` up to its `END`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block<'a> {
    pub kind: Kind,
    /// Which of the file's calendars it stands in: a zone belongs to its own.
    pub calendar: usize,
    pub text: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `VEVENT`.
    Event,
    /// `VTIMEZONE`.
    Zone,
    /// `VTODO`, `VJOURNAL`: said to be left out.
    Todo,
    /// See there.
    Journal,
}

/// Cuts a file into its components.
///
/// Events, tasks and zones do not nest, so the beginning of one is the end of the one before it, whatever is missing.
pub(super) fn blocks(text: &str, limits: Limits) -> Result<Vec<Block<'_>>, IcsError> {
    let mut found = Vec::new();
    let (mut components, mut calendar, mut is_calendar) = (0, 0, false);
    let mut open: Option<(Kind, &str)> = None;
    let mut lines = lines(text);
    loop {
        let before = lines.rest;
        let Some(line) = lines.next() else { break };
        let mut close = None;
        if let Some(component) = begins(&line) {
            components += 1;
            if components > limits.components {
                return Err(IcsError::TooManyComponents {
                    limit: limits.components,
                });
            }
            let kind = kind(component);
            let outermost = component.eq_ignore_ascii_case("VCALENDAR");
            if outermost {
                calendar += 1;
            }
            is_calendar |= outermost || kind.is_some();
            if outermost || kind.is_some() {
                close = open.take();
                open = kind.map(|kind| (kind, lines.rest));
            }
        } else if let Some(component) = ends(&line) {
            let outermost = component.eq_ignore_ascii_case("VCALENDAR");
            if outermost || open.is_some_and(|(is, _)| kind(component) == Some(is)) {
                close = open.take();
            }
        }
        if let Some((kind, from)) = close {
            let text = &from[..from.len() - before.len()];
            found.push(Block { kind, calendar, text });
        }
    }
    if let Some((kind, text)) = open {
        found.push(Block { kind, calendar, text });
    }
    if is_calendar {
        Ok(found)
    } else {
        Err(IcsError::NotACalendar)
    }
}

fn kind(component: &str) -> Option<Kind> {
    [
        ("VEVENT", Kind::Event),
        ("VTIMEZONE", Kind::Zone),
        ("VTODO", Kind::Todo),
        ("VJOURNAL", Kind::Journal),
    ]
    .into_iter()
    .find_map(|(name, kind)| component.eq_ignore_ascii_case(name).then_some(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        lines(text).map(Cow::into_owned).collect()
    }

    #[test]
    fn a_folded_line_is_one_line_whatever_ends_it() {
        assert_eq!(all("A:1\r\n 2\r\n\t3\r\nB:4\nC:5"), ["A:123", "B:4", "C:5"]);
        assert_eq!(all("\r\n\r\nA:1\r\n\r\n"), ["A:1"], "empty lines say nothing");
        assert_eq!(
            all("A:1 \r\n  2"),
            ["A:1  2"],
            "one space is the fold, the others are the text's"
        );
        let vcal = "SUMMARY;ENCODING=QUOTED-PRINTABLE:caf=C3=\r\n=A9\r\nX:1=\r\nB:2\r\n";
        assert_eq!(
            all(vcal),
            ["SUMMARY;ENCODING=QUOTED-PRINTABLE:caf=C3=A9", "X:1=", "B:2"]
        );
    }

    #[test]
    fn an_event_ends_where_the_next_one_begins() {
        let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nBEGIN:VALARM\nBEGIN:VEVENT\nUID:2\nEND:VALARM\nEND:VEVENT\n";
        let found = blocks(text, Limits::default()).unwrap();
        let texts: Vec<_> = found.iter().map(|b| b.text).collect();
        assert_eq!(texts, ["UID:1\nBEGIN:VALARM\n", "UID:2\nEND:VALARM\n"]);
        let cut = blocks("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1", Limits::default()).unwrap();
        assert_eq!(cut[0].text, "UID:1", "a file that was cut off");
    }
}
