//! The one outward shape: what commands return to the window and `--json` prints in the terminal.
//!
//! Dates are `2026-10-15`, wall times `2026-10-15T19:00`, instants RFC 3339 with offset. Where a person reads a time
//! as speech ("Thursday, 7 pm"), Rust has already said it: the window does no date arithmetic.

mod agenda;
mod date_plan;
mod import;
mod kinds;
mod openings;
mod red_letters;
mod series;
mod week;
mod year;

use serde::{Deserialize, Serialize};

pub use agenda::*;
pub use date_plan::*;
pub use import::*;
pub use kinds::*;
pub use openings::*;
pub use red_letters::*;
pub use series::*;
pub use week::*;
pub use year::*;

/// `{code, message, hint}`: what happened, that nothing was lost, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Problem {
    /// What the window or a script may decide on.
    pub code: Code,
    /// What happened, in a sentence.
    pub message: String,
    /// What to do next; may be empty.
    pub hint: String,
}

/// Every kind of failure somebody may decide on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A sentence names a day and no hour.
    NeedsTime,
    /// A sentence names no day.
    NeedsDay,
    /// A sentence cannot be read, or says something impossible.
    NotUnderstood,
    /// A time that lies behind us.
    Past,
    /// Something given is out of range; the message names it.
    Invalid,
    /// What was asked for is not there (any more).
    NotFound,
    /// Nothing to undo or redo.
    NothingToUndo,
    /// Both names are needed and not given yet.
    NamesMissing,
    /// The disk is full; nothing was written.
    DiskFull,
    /// The planner's directory or file cannot be written.
    ReadOnly,
    /// The key beside the planner belongs to another planner.
    WrongKey,
    /// The planner is there and its key is not.
    KeyMissing,
    /// A page of the file is damaged.
    Corrupt,
    /// Written by a newer version of the program.
    Newer,
    /// Another program holds the planner for longer than we wait.
    Busy,
    /// Whoever asked for it broke it off; nothing was written.
    Cancelled,
    /// The planner already holds something, and this wants an empty one.
    NotEmpty,
    /// Anything else of the machine: a file, a bus.
    Machine,
}

/// One of the two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Half {
    /// The left half.
    First,
    /// The right half.
    Second,
}

/// Whose account this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Here {
    /// The first one's.
    First,
    /// The second one's.
    Second,
    /// Both use it: a tick asks whose it is.
    Shared,
}

/// Which halves of a mark are filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Halves {
    /// The left one.
    pub first: bool,
    /// The right one.
    pub second: bool,
}

/// The two names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct People {
    /// The left half's name.
    pub first: String,
    /// The right half's name.
    pub second: String,
}

/// What the shell of the window needs before anything else: one call, with Today in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Start {
    /// `None` until the first run has asked for names.
    pub people: Option<People>,
    /// Who is here.
    pub here: Here,
    /// How the window looks.
    pub appearance: Appearance,
    /// Today, once there are names.
    pub today: Option<Today>,
    /// What the person should know about this run: another program fires the reminders, no tray answers, …
    pub notices: Vec<Notice>,
}

/// Something the person should know about this run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Notice {
    /// A stable word: `reminders_elsewhere`, `reminders_paused`.
    pub code: String,
    /// The sentence.
    pub text: String,
}

/// Light, dark, or as the system has it; and how large the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Appearance {
    /// The theme.
    pub theme: Theme,
    /// Percent of the design's size: 87.5, 100, 112.5 or 125, times ten: 875, 1000, 1125, 1250.
    pub text_permille: u16,
}

/// The theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop has it.
    System,
    /// Paper.
    Light,
    /// Lamplight.
    Dark,
}

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

/// One tick.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Tick {
    /// Its id.
    pub id: String,
    /// The gesture's id.
    pub gesture: String,
    /// The gesture's title.
    pub title: String,
    /// By whom.
    pub by: Half,
    /// The day it counts for.
    pub day: String,
    /// "8:10 am".
    pub at: String,
    /// One line, or empty.
    pub note: String,
}

/// Today.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Today {
    /// `2026-10-13`.
    pub date: String,
    /// "Tuesday".
    pub weekday: String,
    /// "13 October".
    pub day_month: String,
    /// What the plate shows.
    pub plate: Plate,
    /// Monday to Sunday around today (or as the first day of the week is set).
    pub week: Vec<Day>,
    /// At most two, if they suit today.
    pub suggestions: Vec<Gesture>,
    /// How many reminders wait in the inbox.
    pub away: u32,
    /// "Paused until Monday 19 October.", or empty.
    pub paused: String,
}

/// What the plate on Today shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "show", rename_all = "snake_case")]
pub enum Plate {
    /// No date ahead.
    Empty,
    /// The next date.
    Next {
        /// It.
        item: Item,
        /// Whether it comes again, so that it may be called "your standing date".
        standing: bool,
        /// Days from today; 0 is today.
        days: u32,
        /// "in 2 days", "tonight", "now".
        away: String,
        /// The next reminder, "Thu 5:30 pm"; empty when there is none to come.
        reminder: String,
        /// A line a day for the dial, today first, at most six: "Today", "Wed", "Thu".
        lines: Vec<String>,
        /// What of its plan stands beside it.
        plan: PlanGlance,
    },
    /// Yesterday's, about which nobody has said anything. Asked once, the morning after.
    LifeHappened {
        /// It.
        item: Item,
        /// "Thursday 8 October".
        day: String,
        /// Where it might go.
        openings: Openings,
    },
    /// The next date, which meets somebody's busy time. Asked until somebody moves it, lets it go or says to leave it.
    Meets {
        /// It, and where it might go.
        meeting: Meeting,
    },
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

/// A gesture, as it stands today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gesture {
    /// Its id.
    pub id: String,
    /// What to do.
    pub title: String,
    /// One line beneath it, or empty.
    pub detail: String,
    /// Minutes.
    pub minutes: u32,
    /// "40 min", "2 h".
    pub length: String,
    /// 1 to 3.
    pub effort: u8,
    /// Whether the two do it together.
    pub together: bool,
    /// Who did it today.
    pub done: Halves,
    /// Today's ticks of it.
    pub ticks: Vec<Tick>,
    /// "Last on 3 October", or empty.
    pub last: String,
}

/// The gestures page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Gestures {
    /// All, in the library's order.
    pub gestures: Vec<Gesture>,
    /// What was done lately, newest first, at most twenty.
    pub lately: Vec<Tick>,
    /// The days of `lately`, said: "Tuesday 13 October", by `day`.
    pub lately_days: Vec<(String, String)>,
}

/// A lead, as JSON carries it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(untagged, deny_unknown_fields)]
pub enum Lead {
    /// `{"before_minutes": 90}`
    Before {
        /// Minutes before the start.
        before_minutes: u32,
    },
    /// `{"days_before": 1, "at": "19:00"}`
    Day {
        /// Days before the start's day.
        days_before: u32,
        /// `19:00`.
        at: String,
    },
}

/// A lead to choose from, with its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LeadChoice {
    /// The lead.
    pub lead: Lead,
    /// "Evening before, 7 pm", "90 min before".
    pub words: String,
}

/// Who plans.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Planner {
    /// Nobody said.
    #[default]
    Unset,
    /// In turns, the first one first.
    TurnsFirst,
    /// In turns, the second one first.
    TurnsSecond,
    /// Always the first one.
    First,
    /// Always the second one.
    Second,
    /// Together.
    Both,
}

/// A slot, as the editor and `standing date` show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Slot {
    /// Its id.
    pub id: String,
    /// In the couple's words; may be empty.
    pub title: String,
    /// What a private slot is called; else empty.
    pub label: String,
    /// The kind's stable word.
    pub kind: String,
    /// RFC 5545 text, or `null` for a single date.
    pub rule: Option<String>,
    /// Civil start of the first.
    pub start_local: String,
    /// The zone it was made in.
    pub zone: String,
    /// `floating` or `fixed`.
    pub anchor: String,
    /// Length.
    pub minutes: u32,
    /// `2 week` for one that comes twice a week on any day, and has no rule; else `null`.
    pub times: Option<String>,
    /// Where it may go when it falls through, `SA 15:00`; or empty.
    pub backup: String,
    /// The same, said: "Saturday, 3 pm"; or empty.
    pub backup_words: String,
    /// Reminders.
    pub leads: Vec<Lead>,
    /// Who plans.
    pub planner: Planner,
    /// "Every Thursday, 7 to 9 pm".
    pub reading: String,
    /// A sentence that reads back to the same slot: what the editor's input starts with.
    pub sentence: String,
}

/// What the couple said of one occurrence, for the editor's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Exception {
    /// The occurrence.
    pub key: String,
    /// "24 Dec".
    pub day: String,
    /// "Skipped", "Moved to Fri 6 Nov, 8 pm", "Set, 7 pm".
    pub text: String,
    /// Whether it was set by hand, beside what its rule gives: it is skipped rather than put back.
    pub set: bool,
}

/// What the editor opens with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Editor {
    /// The slot; `None` for a new one.
    pub slot: Option<Slot>,
    /// Its exceptions from today on.
    pub exceptions: Vec<Exception>,
    /// How far a change may reach that is made from one of its evenings; empty for a date without a rhythm.
    pub scopes: Vec<ScopeChoice>,
    /// The kinds of time to choose from.
    pub kinds: Kinds,
    /// The days a back-up hour may be on: `SA` and "Saturday", in the order of their week.
    pub backup_days: Vec<(String, String)>,
    /// Leads to choose from.
    pub leads: Vec<LeadChoice>,
    /// The leads a new slot starts with.
    pub defaults: Vec<Lead>,
    /// The leads that each kind of time starts with.
    pub kind_defaults: Vec<KindLeads>,
    /// The zone this computer is in.
    pub zone: String,
}

/// A part of the sentence that was recognised, for the underline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Span {
    /// Start, in UTF-16 code units.
    pub start: u32,
    /// End.
    pub end: u32,
    /// `day`, `bound`, `hour`, `length`, `title`.
    pub what: String,
}

/// What a sentence means, or why it means nothing yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Reading {
    /// The recognised parts, also where `problem` is set.
    pub spans: Vec<Span>,
    /// The draft; `None` when `problem` says why.
    pub draft: Option<Draft>,
    /// "Every Thursday, 7 to 9 pm"; empty without a draft.
    pub words: String,
    /// "from this week"; may be empty.
    pub tail: String,
    /// "15, 22, 29 Oct, 5 Nov …"; empty for a single date.
    pub next: String,
    /// The next four starts, RFC 3339.
    pub instants: Vec<String>,
    /// How an ambiguity was resolved.
    pub notes: Vec<String>,
    /// Why there is no draft.
    pub problem: Option<Problem>,
}

/// What a sentence says, before anything is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Draft {
    /// How often it comes.
    pub repeats: Repeats,
    /// `2 week` for so many times on any day, instead of a rule.
    pub times: Option<String>,
    /// The words left over.
    pub title: String,
    /// The kind's stable word.
    pub kind: String,
    /// RFC 5545 text, or `null`.
    pub rule: Option<String>,
    /// Civil start of the first.
    pub start_local: String,
    /// Length.
    pub minutes: u32,
}

/// What the editor saves. The times come from the sentence, read again in Rust: nothing is taken on trust.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct SlotForm {
    /// The slot to change; `None` makes a new one.
    pub id: Option<String>,
    /// "Thursdays 7pm, 2 hours". Unchanged from `Slot::sentence`, the times stay as they are.
    pub sentence: String,
    /// `None`: the words left over in the sentence.
    pub title: Option<String>,
    /// `None`: as the sentence suggests.
    pub kind: Option<String>,
    /// What a private slot is called.
    pub label: String,
    /// Reminders; `None`: the defaults.
    pub leads: Option<Vec<Lead>>,
    /// Who plans.
    pub planner: Planner,
    /// `floating` or `fixed`; `None`: as the kind has it.
    pub anchor: Option<String>,
    /// Where it may go when it falls through: `SA 15:00`, or empty for nowhere. `None`: as it is.
    pub backup: Option<String>,
    /// How far a change of a series reaches; `None` is all from now on. Only with the `key` of one of its evenings.
    pub scope: Option<Scope>,
    /// The evening that the editor was opened on.
    pub key: Option<String>,
    /// Evenings that are moved as it is saved, out of the way of something.
    #[serde(default)]
    pub moves: Vec<EveningMove>,
    /// What it meets is left as it is, and not asked about again.
    #[serde(default)]
    pub left: bool,
}

/// The answer to a change: the thing as it is now, and how the toast names what was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Done {
    /// "Moved to Saturday 10 October, 1 pm", "Ginger noodles, ticked".
    pub said: String,
    /// What was made or changed, where that is one thing: a slot's id, an occurrence's key, a tick's id.
    pub id: String,
}

/// Settings, as they stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Settings {
    /// The two names.
    pub people: People,
    /// Who is here.
    pub here: Here,
    /// The leads a new slot starts with, of a kind without a choice of its own.
    pub leads: Vec<Lead>,
    /// The leads that each kind of time starts with.
    pub kind_leads: Vec<KindLeads>,
    /// The kinds of time, with their names.
    pub kinds: Kinds,
    /// Leads to choose from.
    pub choices: Vec<LeadChoice>,
    /// Whether it is asked after a date whether it happened.
    pub follow_up: bool,
    /// When a small thing is suggested, `17:30`; `None` when it is not.
    pub gesture_nudge: Option<String>,
    /// Whether the one whose turn it is hears of a date without a plan.
    pub planner_nudge: bool,
    /// How long the way to and from somebody's busy time takes, in minutes.
    pub travel_minutes: u32,
    /// `22:30`.
    pub quiet_from: String,
    /// `07:00`.
    pub quiet_to: String,
    /// Whether notifications say the day and time and nothing else.
    pub discreet: bool,
    /// How a notification looks now: title and text, for the picture beside the switch.
    pub sample: (String, String),
    /// Until when reminders are paused, said; empty when they are not.
    pub paused: String,
    /// How the window looks.
    pub appearance: Appearance,
    /// Where the planner's files are.
    pub folder: String,
    /// Whether the app starts at login; `None` where this cannot be found out.
    pub starts_at_login: Option<bool>,
    /// The first day of the week: `monday` or `sunday`.
    pub week_starts: String,
    /// `12` or `24`.
    pub clock: String,
    /// `day_month` or `month_day`.
    pub date_order: String,
    /// What the reminder engine is doing: "Reminders come from this window.", "… from `standing remind --watch`."
    pub engine: String,
}

/// A change of settings: only what is given changes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(default)]
pub struct SettingsForm {
    /// New names.
    pub people: Option<People>,
    /// Who is here.
    pub here: Option<Here>,
    /// The leads a new slot starts with, of a kind without a choice of its own.
    pub leads: Option<Vec<Lead>>,
    /// The leads that some kinds of time start with.
    pub kind_leads: Option<Vec<KindLeads>>,
    /// Whether to ask after a date whether it happened.
    pub follow_up: Option<bool>,
    /// When to suggest a small thing, `17:30`; empty for never.
    pub gesture_nudge: Option<String>,
    /// Whether the one whose turn it is hears of a date without a plan.
    pub planner_nudge: Option<bool>,
    /// How long the way to and from somebody's busy time takes, 0 to 180 minutes.
    pub travel_minutes: Option<u32>,
    /// `22:30`.
    pub quiet_from: Option<String>,
    /// `07:00`.
    pub quiet_to: Option<String>,
    /// Discreet text on (one person is enough) or off (`both` must be true: both names confirmed).
    pub discreet: Option<bool>,
    /// Both confirmed that notifications may say more.
    pub both: bool,
    /// How the window looks.
    pub appearance: Option<Appearance>,
    /// `monday` or `sunday`.
    pub week_starts: Option<String>,
    /// `12` or `24`.
    pub clock: Option<String>,
    /// `day_month` or `month_day`.
    pub date_order: Option<String>,
}

/// A button: what it is called and what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Action {
    /// `fine`, `snooze-10`, `snooze-60`, `snooze-evening`, `open`, `move`, `kept`, `let-go`, `done`, `another`, `not-today`.
    pub id: String,
    /// "Fine".
    pub label: String,
}

/// What came late, was not shown, or waits for an answer: the last seven days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Inbox {
    /// How many are listed.
    pub count: u32,
    /// Why, where one reason explains them: "This computer slept, so these came late or not at all."; may be empty.
    pub because: String,
    /// By the day they were due, newest first.
    pub days: Vec<InboxDay>,
    /// "2 older, from before Sunday"; empty when there are none.
    pub older: String,
}

/// A day of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct InboxDay {
    /// "Today", "Yesterday", "Sunday".
    pub name: String,
    /// "Tuesday 13", "11 October".
    pub date: String,
    /// What was due on it, newest first.
    pub items: Vec<InboxItem>,
}

/// A reminder in the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct InboxItem {
    /// Its name, to answer it by.
    pub reminder: String,
    /// `date`, `follow_up`, `preparation`, `planning`, `gesture`, `red_letter`, `summary`.
    pub source: String,
    /// The occurrence's key, or empty.
    pub occurrence: String,
    /// "Supper at Lupo, Thursday, 7 pm", "Lunch on the quay, did it happen?".
    pub title: String,
    /// "Due at 8 am, shown at 9:10 when the computer woke."
    pub detail: String,
    /// Who plans it, as halves.
    pub planner: Halves,
    /// What can be done, most important first. Three equal ones where it asks a question.
    pub actions: Vec<Action>,
}

/// What answering a reminder came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Answered {
    /// What the toast says; empty when nothing was changed.
    pub said: String,
    /// Whether undo takes it back.
    pub undoable: bool,
    /// Where to go: `today`, `calendar`, `plan`, `gestures`, `inbox`, `pause`, or empty.
    pub to: String,
    /// The occurrence to open there, or empty.
    pub key: String,
    /// Whether it is to be moved.
    pub moving: bool,
}

/// Pauses of the reminders: now and ahead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Pauses {
    /// "Paused until Monday 19 October."; empty when they are not.
    pub now: String,
    /// Those that are on or ahead, by start.
    pub pauses: Vec<PauseItem>,
    /// "Until tomorrow, 7 am".
    pub until_tomorrow: String,
    /// "For a week, until Tuesday 20 October".
    pub for_a_week: String,
    /// Today, `2026-10-13`: the first day that can be chosen.
    pub today: String,
}

/// One pause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct PauseItem {
    /// Its id.
    pub id: String,
    /// "Saturday 24 October to Sunday 1 November".
    pub words: String,
    /// Whether it is on now.
    pub on: bool,
}

/// A pause to be made.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum PauseForm {
    /// Until quiet hours end tomorrow.
    Tomorrow,
    /// For seven days from now.
    Week,
    /// From the beginning of one day to the end of another.
    Range {
        /// The first day, `2026-10-24`.
        from: String,
        /// The last day.
        to: String,
    },
}

/// “Is it working?”
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct ReminderCheck {
    /// Whether reminders can be shown now.
    pub ok: bool,
    /// "Reminders are working."
    pub verdict: String,
    /// "This computer slept for two days, so four came late or not at all."; may be empty.
    pub because: String,
    /// How the test looks: title and text.
    pub sample: (String, String),
    /// "A program called dunst, version 1.9.2, runs this desktop’s notifications.", or why nothing does.
    pub shows: String,
    /// The program's name within `shows`, to be set in bold; may be empty.
    pub program: String,
    /// What it can and cannot do.
    pub abilities: Vec<Ability>,
    /// The next five.
    pub next: Vec<NextReminder>,
    /// The last ten, newest first.
    pub last: Vec<LastReminder>,
    /// What would stop reminders on this computer.
    pub stops: Vec<Stop>,
}

/// Something a notification server can do, or cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Ability {
    /// Whether it can.
    pub can: bool,
    /// "Has buttons: Fine, Snooze, 1 hour, Open".
    pub text: String,
}

/// A reminder that is coming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct NextReminder {
    /// "Tomorrow, 7 pm".
    pub when: String,
    /// "Thursday, 7 pm. Tomorrow".
    pub says: String,
    /// What it is about, in the couple's words; may be empty.
    pub about: String,
}

/// A reminder that came, or did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct LastReminder {
    /// "Sunday, 7:30 pm".
    pub due: String,
    /// "Thursday, 7 pm. In 90 minutes".
    pub said: String,
    /// "On time. You said Fine.", "An hour late", "Not shown".
    pub how: String,
    /// Why: "The computer was asleep until 9:10."; may be empty.
    pub note: String,
    /// Whether it was late or not shown.
    pub late: bool,
}

/// Something that would stop reminders on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Stop {
    /// `asleep`, `login`, `disturb`, `closing`, `elsewhere`, `server`, `paused`.
    pub code: String,
    /// Whether it does so now, or did lately.
    pub hit: bool,
    /// "Not starting at login".
    pub title: String,
    /// What it means and what to do.
    pub text: String,
    /// A command for a terminal that mends it, to copy; may be empty.
    pub command: String,
    /// "Happened, Saturday to today", "Fine as it is"; may be empty.
    pub state: String,
}

/// The leads that a kind of time starts with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct KindLeads {
    /// The kind's stable word.
    pub kind: String,
    /// Its leads.
    pub leads: Vec<Lead>,
}

/// A test notification, as far as it got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
pub struct Tried {
    /// Whether it was shown.
    pub shown: bool,
    /// "Shown at 2:36 pm"; why not, where it was not.
    pub result: String,
    /// ", in under a second. You pressed Fine, and it was heard."; may be empty.
    pub more: String,
}

/// What changed, after it was committed: a resource that shows one of these loads again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "bindings", derive(specta::Type))]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Slots and what was said of their occurrences.
    Slots,
    /// Ticks and gestures.
    Gestures,
    /// Names, settings.
    Settings,
    /// The ledger: shown, put off, paused.
    Reminders,
    /// Other calendars, and the busy time in them.
    Calendars,
    /// The day turned, the zone changed: everything that says "today".
    Clock,
}
