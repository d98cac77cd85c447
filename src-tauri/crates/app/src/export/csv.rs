//! Dates evening by evening, ticks and pauses, one row each (RFC 4180).

use chrono::{Duration, NaiveTime};
use domain::{occurrence, words::calendar_file as words, zone};

use super::Facts;
use crate::{Error, encode};

/// The columns. They keep their names and their order; new ones come last.
const COLUMNS: [&str; 10] = [
    "what", "id", "start", "end", "zone", "title", "kind", "status", "who", "note",
];

/// One row, by its columns.
type Row = [String; COLUMNS.len()];

pub(super) fn write(facts: &Facts, extent: ics::Extent, dates_only: bool) -> Result<String, Error> {
    let mut rows = dates(facts, extent)?;
    if !dates_only && !facts.discreet {
        rows.extend(ticks(facts, extent));
        rows.extend(pauses(facts, extent));
    }
    rows.sort_by(|a, b| a[2].cmp(&b[2]));
    let mut text = line(&COLUMNS);
    for row in &rows {
        text += &line(row);
    }
    Ok(text)
}

fn dates(facts: &Facts, extent: ics::Extent) -> Result<Vec<Row>, Error> {
    let to = extent.to.expect("BUG: a standing date has no end of its own");
    let to = to.and_time(NaiveTime::MIN);
    let mut rows = Vec::new();
    for (slot, changes) in &facts.series {
        let moved = changes.values().filter_map(|change| change.moved_to);
        let from = moved.fold(slot.start, std::cmp::Ord::min);
        let from = extent
            .from
            .map_or(from, |day| day.and_time(NaiveTime::MIN).max(from));
        if to <= from {
            continue;
        }
        // An instant of a wall time is never further off than a day and two hours.
        let slack = Duration::days(2);
        let zone = slot.zone_here(facts.here);
        let (from, to) = (zone::instant(from, zone) - slack, zone::instant(to, zone) + slack);
        let found = occurrence::occurrences(slot, changes, from, to, facts.here, facts.now)?;
        rows.extend(found.into_iter().filter(|o| extent.holds(o.local)).map(|o| {
            let open = |text: String| if facts.discreet { String::new() } else { text };
            let who = o.planner.map(|half| facts.name(half).to_owned());
            let title = if facts.discreet {
                words::BUSY.to_owned()
            } else {
                o.title
            };
            [
                "date".to_owned(),
                o.key.to_string(),
                encode::wall(o.local),
                encode::wall(o.local_end),
                o.zone.name().to_owned(),
                title,
                open(facts.kind(o.kind).into_owned()),
                o.status.word().to_owned(),
                who.unwrap_or_default(),
                String::new(),
            ]
        }));
    }
    Ok(rows)
}

fn ticks(facts: &Facts, extent: ics::Extent) -> impl Iterator<Item = Row> {
    let within = facts
        .small
        .ticks
        .iter()
        .filter(move |it| extent.holds(it.tick.day.and_time(NaiveTime::MIN)));
    within.map(move |it| {
        let mut row = Row::default();
        row[0] = "gesture".to_owned();
        row[1] = it.tick.id.to_string();
        row[2] = it.tick.day.to_string();
        row[5].clone_from(&it.title);
        row[8] = facts.name(it.tick.by).to_owned();
        row[9].clone_from(&it.note);
        row
    })
}

fn pauses(facts: &Facts, extent: ics::Extent) -> impl Iterator<Item = Row> {
    let within = facts.preferences.pauses.iter().filter(move |pause| {
        extent.from.is_none_or(|from| from < pause.until.date())
            && extent.to.is_none_or(|to| pause.from.date() < to)
    });
    within.map(|pause| {
        let mut row = Row::default();
        row[0] = "pause".to_owned();
        row[1] = pause.id.to_string();
        row[2] = encode::wall(pause.from);
        row[3] = encode::wall(pause.until);
        row
    })
}

fn line<T: AsRef<str>>(cells: &[T]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text.as_ref())).collect();
    cells.join(",") + "\r\n"
}

/// One cell. A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula and works it out; with an
/// apostrophe before it, it is text.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains(['"', ',', '\r', '\n']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_cell_is_only_ever_text() {
        assert_eq!(cell("Dinner"), "Dinner");
        assert_eq!(cell("Dinner, \"late\""), "\"Dinner, \"\"late\"\"\"", "RFC 4180");
        assert_eq!(
            cell("=HYPERLINK(\"x\",1)"),
            "\"'=HYPERLINK(\"\"x\"\",1)\"",
            "no formula"
        );
        assert_eq!(cell("-2+3"), "'-2+3", "no formula");
        assert_eq!(cell("two\nlines"), "\"two\nlines\"", "still one row");
    }
}
