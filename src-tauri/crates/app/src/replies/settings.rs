//! Settings.

use serde::{Deserialize, Serialize};

use super::{Here, KindLeads, Kinds, Lead, LeadChoice, People};

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
