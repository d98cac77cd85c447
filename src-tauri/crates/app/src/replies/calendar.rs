//! Dates as a calendar shows them: one, a day of them, a month; and everything of one.

use serde::Serialize;

use super::{Half, Halves, PlanGlance, RedDay, Tick};

/// One occurrence, as a calendar shows it and `standing agenda --json` prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Item {
    /// `SLOTID@2026-10-15T19:00`.
    pub key: String,
    /// The slot's id.
    pub slot: String,
    /// What it goes by; a private one only under its label. Empty when the couple gave none.
    pub title: String,
    /// `date`, `lunch`, `walk`, `evening_out`, `evening_in`, `private`, `outside_help`, `check_in`, `own:ID`.
    pub kind: String,
    /// "Evening out"; a kind of their own by the name they gave it.
    pub kind_name: String,
    /// Start, RFC 3339.
    pub start: String,
    /// End, RFC 3339.
    pub end: String,
    /// Civil start, `2026-10-15T19:00`.
    pub local_start: String,
    /// Civil end.
    pub local_end: String,
    /// The IANA zone that decided the instants.
    pub zone: String,
    /// `planned`, `past`, `kept`, `moved`, `skipped`, `let_go`.
    pub status: String,
    /// Whether it is at another hour than its rule says.
    pub moved: bool,
    /// Who plans it: a name, or empty.
    pub planner: String,
    /// The same, as a half.
    pub planner_half: Option<Half>,
    /// "Thursday, 7 pm".
    pub when: String,
    /// "7 to 9 pm".
    pub hours: String,
    /// "7 pm".
    pub at: String,
    /// Both times where the slot's zone and this computer's differ: "7 pm in Paris, 6 pm here". Else empty.
    pub elsewhere: String,
}

/// A day with what is on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Day {
    /// `2026-10-15`.
    pub date: String,
    /// 15.
    pub day: u32,
    /// "Thu".
    pub weekday: String,
    /// "Oct" on the first of a month and on the grid's first day; else empty.
    pub month: String,
    /// Whether this is today.
    pub today: bool,
    /// Whether it is before today.
    pub before: bool,
    /// Whether it belongs to the month shown.
    pub inside: bool,
    /// Dates on that day, by start. Skipped ones are left out.
    pub items: Vec<Item>,
    /// Dates that were on that day and went elsewhere: "to Sat 10".
    pub departed: Vec<Departed>,
    /// Who did a small thing on that day.
    pub halves: Halves,
    /// What was done, newest last.
    pub ticks: Vec<Tick>,
    /// "Clocks back", "Clocks forward", or empty.
    pub clocks: String,
    /// Red-letter days on it.
    pub red: Vec<RedDay>,
    /// "Thursday 15 October", for a person who cannot see the grid.
    pub name: String,
    /// How far from today: "today", "tomorrow", "in 2 days", "2 days ago".
    pub away: String,
}

/// What is left on the day a date was moved from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Departed {
    /// The occurrence.
    pub key: String,
    /// "7 pm".
    pub at: String,
    /// "to Sat 10".
    pub to: String,
    /// The day it went to, `2026-10-10`.
    pub to_date: String,
}

/// A month as a grid of whole weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Month {
    /// `2026-10`.
    pub month: String,
    /// "October".
    pub name: String,
    /// "2026".
    pub year: String,
    /// `2026-09`.
    pub previous: String,
    /// `2026-11`.
    pub next: String,
    /// "Mon" … "Sun", in the order of the columns.
    pub weekdays: Vec<String>,
    /// "Monday" …, for a person who cannot see the grid.
    pub weekday_names: Vec<String>,
    /// Four to six weeks of seven days.
    pub weeks: Vec<Vec<Day>>,
}

/// Everything the day panel says of one date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Detail {
    /// The occurrence.
    pub item: Item,
    /// "Standing date, 7 to 9 pm" or "Single date, 7 to 9 pm".
    pub heading: String,
    /// "Every Thursday, 7 to 9 pm".
    pub reading: String,
    /// "Wed 7 pm", "Thu 5:30 pm".
    pub reminders: Vec<String>,
    /// How the notification names it: "Thursday, 7 pm".
    pub shown_as: String,
    /// "Noor plans the 22nd", or empty.
    pub after: String,
    /// What may be done: `edit`, `move`, `skip`, `end` (the series, before this one), `restore`, `keep`, `let_go`.
    pub actions: Vec<String>,
    /// What of its plan stands beside it.
    pub plan: PlanGlance,
}
