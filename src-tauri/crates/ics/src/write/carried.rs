//! What a file said of a date and nobody here understood, written out again as it came.

use domain::{
    phrase::Text,
    slot::{Kind, Slot},
};

use crate::read::{begins, ends, is_content_line, is_ours};

/// Lines are folded at so many octets (RFC 5545 3.1).
const FOLD: usize = 75;

/// Components that no event holds. Text that was stored is not trusted to be what was stored.
const OUTER: [&str; 6] = [
    "VCALENDAR",
    "VEVENT",
    "VTODO",
    "VJOURNAL",
    "VTIMEZONE",
    "VFREEBUSY",
];

/// What goes into one `VEVENT` beside what is said of it anew.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Carried<'a> {
    /// Content lines.
    properties: Vec<&'a str>,
    /// Content lines of whole components: alarms of another program.
    components: Vec<&'a str>,
}

impl<'a> Carried<'a> {
    /// What is carried beside a slot; nothing where its words are not to be seen, because these lines may be words too.
    pub fn of(slot: &'a Slot, text: Text) -> Carried<'a> {
        if text == Text::Discreet || slot.kind == Kind::Private {
            return Carried::default();
        }
        Carried::read(&slot.carried)
    }

    fn read(text: &'a str) -> Carried<'a> {
        let mut carried = Carried::default();
        let mut open: Vec<&str> = Vec::new();
        let mut whole = 0;
        for line in text.lines().filter(|line| is_content_line(line)) {
            if let Some(component) = begins(line) {
                if OUTER.iter().any(|outer| component.eq_ignore_ascii_case(outer)) {
                    break;
                }
                open.push(component);
                carried.components.push(line);
            } else if let Some(component) = ends(line) {
                if !open
                    .pop()
                    .is_some_and(|begun| begun.eq_ignore_ascii_case(component))
                {
                    break;
                }
                carried.components.push(line);
                if open.is_empty() {
                    whole = carried.components.len();
                }
            } else if !open.is_empty() {
                carried.components.push(line);
            } else if !is_ours(crate::read::name(line)) {
                carried.properties.push(line);
            }
        }
        carried.components.truncate(whole);
        carried
    }

    /// Whether a property of this name is among them.
    pub fn has(&self, property: &str) -> bool {
        let mut names = self.properties.iter().map(|line| crate::read::name(line));
        names.any(|name| name.eq_ignore_ascii_case(property))
    }

    /// The same for an evening that was called off: no alarm of it rings, and its status is ours to say.
    pub fn called_off(mut self) -> Carried<'a> {
        self.components.clear();
        self.properties
            .retain(|line| !crate::read::name(line).eq_ignore_ascii_case("STATUS"));
        self
    }
}

/// Puts what is carried into the text of a file: one for each `VEVENT`, in order.
pub(super) fn put_in(file: &str, carried: &[Carried<'_>]) -> String {
    if carried.iter().all(|one| *one == Carried::default()) {
        return file.to_owned();
    }
    let room: usize = carried
        .iter()
        .flat_map(|one| one.properties.iter().chain(&one.components))
        .map(|line| line.len() + line.len() / 20 + 2)
        .sum();
    let mut out = String::with_capacity(file.len() + room);
    let mut next = carried.iter();
    let mut current = None;
    for line in file.split_inclusive("\r\n") {
        // No text can look like these two: every line of a text begins with its property or, folded, with a space.
        match line {
            "BEGIN:VEVENT\r\n" => {
                out.push_str(line);
                current = next.next();
                let properties = current.map(|one| &one.properties[..]);
                properties
                    .unwrap_or_default()
                    .iter()
                    .for_each(|line| fold(&mut out, line));
            }
            "END:VEVENT\r\n" => {
                let components = current.map(|one| &one.components[..]);
                components
                    .unwrap_or_default()
                    .iter()
                    .for_each(|line| fold(&mut out, line));
                out.push_str(line);
            }
            _ => out.push_str(line),
        }
    }
    out
}

/// Writes one content line, folded between letters.
fn fold(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = FOLD;
    while rest.len() > room {
        let (head, tail) = rest.split_at(rest.floor_char_boundary(room));
        out.push_str(head);
        out.push_str("\r\n ");
        rest = tail;
        // The space counts.
        room = FOLD - 1;
    }
    out.push_str(rest);
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(carried: &str) -> String {
        put_in(
            "BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n",
            &[Carried::read(carried)],
        )
    }

    #[test]
    fn properties_come_first_and_components_last() {
        assert_eq!(
            put("X-A:1\nBEGIN:VALARM\nACTION:EMAIL\nEND:VALARM\nX-B:2\n"),
            "BEGIN:VEVENT\r\nX-A:1\r\nX-B:2\r\nUID:1\r\nBEGIN:VALARM\r\nACTION:EMAIL\r\nEND:VALARM\r\nEND:VEVENT\r\n"
        );
    }

    #[test]
    fn what_would_break_a_file_stays_out() {
        let nothing = put("");
        for bad in [
            "END:VEVENT\nBEGIN:VEVENT\nUID:2\n",
            "BEGIN:VALARM\nACTION:EMAIL\n",
            "BEGIN:VALARM\nEND:VEVENT\n",
            "BEGIN:VEVENT\nUID:2\nEND:VEVENT\n",
            "UID:2\nDTSTART:20260101\nsummary;X=1:other\n",
            "no line\n\n:\n folded:1\n",
        ] {
            assert_eq!(put(bad), nothing, "{bad:?}");
        }
    }

    #[test]
    fn long_lines_fold_between_letters() {
        let text = put(&format!("X-LONG:{}\n", "é🌷".repeat(50)));
        assert!(
            text.split("\r\n").all(|line| line.len() <= FOLD),
            "75 octets: {text}"
        );
        assert_eq!(
            text.replace("\r\n ", "").matches('🌷').count(),
            50,
            "and none is lost"
        );
    }
}
