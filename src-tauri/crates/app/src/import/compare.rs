//! What a file says beside what was read from it before.

use std::collections::HashMap;

use domain::layer::BusySeries;

use super::{entries::Entry, ticked};
use crate::replies::{ImportWhat, Ticks};

/// One entry, and what would become of it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Names it in the preview.
    pub id: String,
    pub what: ImportWhat,
    /// As the file has it; as it was, for one that is gone.
    pub entry: Entry,
    /// As it was; empty for a new one.
    pub before: Vec<BusySeries>,
    /// Whether somebody left it out the last time.
    pub left_out: bool,
}

/// How a choice came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Sums {
    pub added: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub gone: u32,
    pub left_out: u32,
}

/// Compares by `UID`; an entry without one is known by its times. `names` says that names are kept, and were.
pub(super) fn compare(entries: Vec<Entry>, before: Vec<BusySeries>, names: bool) -> Vec<Item> {
    let mut known: HashMap<String, Vec<BusySeries>> = HashMap::new();
    let mut order = Vec::new();
    for busy in before {
        let key = key(&busy);
        let of_key = known.entry(key.clone()).or_default();
        if of_key.is_empty() {
            order.push(key);
        }
        of_key.push(busy);
    }
    let mut items: Vec<Item> = Vec::new();
    for (index, entry) in entries.into_iter().enumerate() {
        let before = entry.busy.first().and_then(|busy| known.remove(&key(busy)));
        let before = before.unwrap_or_default();
        let left_out = before.iter().any(BusySeries::is_left_out);
        let what = if before.is_empty() || left_out {
            ImportWhat::Added
        } else if same(&entry.busy, &before, names) {
            ImportWhat::Unchanged
        } else {
            ImportWhat::Changed
        };
        items.push(Item {
            id: format!("e{index}"),
            what,
            entry,
            before,
            left_out,
        });
    }
    let gone = order.into_iter().filter_map(|key| known.remove(&key));
    // What was left out and is gone is no loss to anybody.
    let gone = gone.filter(|before| !before.iter().any(BusySeries::is_left_out));
    items.extend(gone.enumerate().map(|(index, before)| Item {
        id: format!("g{index}"),
        what: ImportWhat::Gone,
        entry: Entry {
            uid: before[0].uid.clone(),
            title: before[0].title.clone(),
            busy: before.clone(),
        },
        before,
        left_out: false,
    }));
    items
}

/// What is kept of it all when these are ticked.
pub(super) fn chosen(items: Vec<Item>, ticks: &Ticks) -> (Vec<BusySeries>, Sums) {
    let flipped = ticks.flipped.iter().map(String::as_str).collect();
    let mut kept = Vec::new();
    let mut sums = Sums::default();
    for item in items {
        let Item {
            what, entry, before, ..
        } = item;
        let is_ticked = ticked(ticks.base, &flipped, &item.id, !item.left_out);
        match (what, is_ticked) {
            (ImportWhat::Added, true) => {
                sums.added += 1;
                kept.extend(entry.busy);
            }
            (ImportWhat::Added, false) => {
                sums.left_out += 1;
                kept.extend(entry.busy.into_iter().take(1).map(BusySeries::left_out));
            }
            (ImportWhat::Changed, true) => {
                sums.changed += 1;
                kept.extend(entry.busy);
            }
            (ImportWhat::Gone, true) => sums.gone += 1,
            (ImportWhat::Changed | ImportWhat::Gone, false) => {
                sums.left_out += 1;
                kept.extend(before);
            }
            // With the names that are kept now.
            (ImportWhat::Unchanged | ImportWhat::Refused, _) => {
                sums.unchanged += 1;
                kept.extend(entry.busy);
            }
        }
    }
    (kept, sums)
}

/// By what an entry is known when its file is read again.
fn key(busy: &BusySeries) -> String {
    if busy.uid.is_empty() {
        format!("\n{}", busy.series)
    } else {
        busy.uid.clone()
    }
}

fn same(now: &[BusySeries], before: &[BusySeries], names: bool) -> bool {
    let equal = |a: &BusySeries, b: &BusySeries| {
        (&a.series, a.length) == (&b.series, b.length) && (!names || a.title == b.title)
    };
    now.len() == before.len() && now.iter().zip(before).all(|(a, b)| equal(a, b))
}

#[cfg(test)]
mod tests {
    use chrono::Duration;

    use super::*;
    use crate::replies::TickBase;

    fn entry(uid: &str, at: &str) -> Entry {
        Entry {
            uid: uid.into(),
            title: format!("The {uid}"),
            busy: vec![BusySeries {
                uid: uid.into(),
                title: String::new(),
                series: format!("start {at}").parse().unwrap(),
                length: Duration::hours(1),
            }],
        }
    }

    fn kept(items: Vec<Item>, base: TickBase, flipped: &[&str]) -> (Vec<String>, Sums) {
        let flipped = flipped.iter().map(ToString::to_string).collect();
        let (kept, sums) = chosen(items, &Ticks { base, flipped });
        let say = |b: &BusySeries| format!("{} {} {}", b.uid, b.series, b.length.num_seconds());
        (kept.iter().map(say).collect(), sums)
    }

    #[test]
    fn an_entry_is_known_by_its_uid_and_one_without_by_its_times() {
        let before = vec![
            entry("budget", "2026-11-03T13:00:00").busy.remove(0),
            entry("", "2026-11-04T09:00:00").busy.remove(0),
            entry("", "2026-11-05T09:00:00").busy.remove(0),
        ];
        let now = vec![
            entry("budget", "2026-11-02T13:00:00"),
            entry("", "2026-11-05T09:00:00"),
            entry("", "2026-11-06T09:00:00"),
        ];
        let items = compare(now, before, false);
        let said: Vec<_> = items.iter().map(|i| (i.id.as_str(), i.what)).collect();
        assert_eq!(
            said,
            [
                ("e0", ImportWhat::Changed),
                ("e1", ImportWhat::Unchanged),
                ("e2", ImportWhat::Added),
                ("g0", ImportWhat::Gone),
            ]
        );
    }

    #[test]
    fn what_is_unticked_stays_as_it_was_and_what_was_left_out_stays_out() {
        let before = vec![
            entry("a", "2026-11-03T13:00:00").busy.remove(0),
            entry("b", "2026-11-04T13:00:00").busy.remove(0),
        ];
        let now = || {
            vec![
                entry("a", "2026-11-03T14:00:00"),
                entry("c", "2026-11-05T13:00:00"),
            ]
        };
        let first = compare(now(), before.clone(), false);
        let (all, sums) = kept(first.clone(), TickBase::Usual, &[]);
        assert_eq!(
            all,
            [
                "a start 2026-11-03T14:00:00 3600",
                "c start 2026-11-05T13:00:00 3600"
            ]
        );
        assert_eq!((sums.added, sums.changed, sums.gone, sums.left_out), (1, 1, 1, 0));
        let (none, sums) = kept(first.clone(), TickBase::None, &[]);
        assert_eq!(
            none,
            [
                "a start 2026-11-03T13:00:00 3600",
                "c start 2026-11-05T13:00:00 -1",
                "b start 2026-11-04T13:00:00 3600"
            ],
            "as it was, and that c was left out"
        );
        assert_eq!(sums.left_out, 3);
        let (before, _) = chosen(
            first,
            &Ticks {
                base: TickBase::None,
                flipped: vec![],
            },
        );
        let again = compare(now(), before, false);
        assert!(again[1].left_out && again[1].what == ImportWhat::Added);
        let (kept, sums) = kept(again, TickBase::Usual, &[]);
        assert_eq!(
            kept[1], "c start 2026-11-05T13:00:00 -1",
            "until somebody ticks it"
        );
        assert_eq!((sums.added, sums.left_out), (0, 1));
    }

    #[test]
    fn names_are_compared_only_where_they_are_kept() {
        let mut named = entry("a", "2026-11-03T13:00:00");
        let before = named.busy.clone();
        named.busy[0].title = "Budget".into();
        let what = |names| compare(vec![named.clone()], before.clone(), names)[0].what;
        assert_eq!(
            (what(false), what(true)),
            (ImportWhat::Unchanged, ImportWhat::Changed)
        );
    }
}
