//! Names, who is here, and what the couple chose.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, Utc, Weekday};
use domain::{
    pause::Pause,
    people::{self, People},
    phrase::{self, Text},
    plain,
    quiet::QuietHours,
    reminder::Lead,
    sentence::DateOrder,
    slot::{Kind, OwnKind},
    spoken::{self, Clock},
    words::{app as words, fill},
};
use store::{Read, StoreError};

use crate::{App, Changed, Error, Invalid, encode, kinds, replies};

/// The manners of the place, as the system has them. A person's own choice wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Locale {
    /// Day before month, or the other way.
    pub order: DateOrder,
    /// Twelve hours or twenty-four.
    pub clock: Clock,
    /// The first day of the week.
    pub week: Weekday,
}

impl Locale {
    /// From a POSIX or BCP 47 name: `en_US.UTF-8`, `de-DE`. An unknown one is day first, twelve hours, Monday.
    pub fn named(name: &str) -> Locale {
        let name = name
            .split(['.', '@'])
            .next()
            .unwrap_or_default()
            .replace('-', "_");
        let (language, region) = name.split_once('_').unwrap_or((&name, ""));
        let american = matches!(region, "US" | "PH" | "CA" | "BZ");
        // Until the interface speaks other languages, only a place that plainly uses 24 hours gets them.
        let english = matches!(language, "en" | "C" | "POSIX" | "");
        Locale {
            order: if region == "US" {
                DateOrder::MonthDay
            } else {
                DateOrder::DayMonth
            },
            clock: if english { Clock::Twelve } else { Clock::TwentyFour },
            week: if american { Weekday::Sun } else { Weekday::Mon },
        }
    }
}

/// What is chosen, with the defaults of rules and place filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Preferences {
    pub here: people::Here,
    pub leads: Vec<Lead>,
    pub quiet: QuietHours,
    pub text: Text,
    pub appearance: replies::Appearance,
    pub week: Weekday,
    pub clock: Clock,
    pub order: DateOrder,
    /// When a small thing is suggested, and since when that is wanted.
    pub gesture_nudge: Option<(NaiveTime, DateTime<Utc>)>,
    pub follow_up: bool,
    /// Since when the one whose turn it is hears of a date without a plan, where that is wanted.
    pub planner_nudge: Option<DateTime<Utc>>,
    /// How long the way to and from somebody's busy time takes, in minutes.
    pub travel: u32,
    pub kind_leads: BTreeMap<Kind, Vec<Lead>>,
    pub own_kinds: Vec<OwnKind>,
    pub pauses: Vec<Pause>,
}

/// The names under which choices are stored.
mod name {
    pub const HERE: &str = "here";
    pub const LEADS: &str = "leads";
    pub const QUIET_FROM: &str = "quiet_from";
    pub const QUIET_TO: &str = "quiet_to";
    pub const TEXT: &str = "notification_text";
    pub const THEME: &str = "theme";
    pub const TEXT_SIZE: &str = "text_permille";
    pub const WEEK: &str = "week_starts";
    pub const CLOCK: &str = "clock";
    pub const ORDER: &str = "date_order";
    pub const FOLLOW_UP: &str = "follow_up";
    pub const GESTURE_NUDGE: &str = "gesture_nudge";
    pub const PLANNER_NUDGE: &str = "planner_nudge";
    pub const TRAVEL: &str = "travel_minutes";

    /// The leads a kind of time starts with: `leads.lunch`.
    pub fn leads_of(kind: &str) -> String {
        format!("{LEADS}.{kind}")
    }
}

/// The way to and from somebody's busy time, as long as nobody chose, and the longest there is, in minutes.
const TRAVEL: u32 = 15;
const TRAVEL_MOST: u32 = 180;

/// Text sizes on offer, in per mille of the design's.
const TEXT_SIZES: [u16; 4] = [875, 1000, 1125, 1250];

impl Preferences {
    pub fn from_locale(locale: &Locale) -> Preferences {
        Preferences {
            here: people::Here::Shared,
            leads: Lead::DEFAULT.to_vec(),
            quiet: QuietHours::DEFAULT,
            text: Text::Discreet,
            appearance: replies::Appearance {
                theme: replies::Theme::System,
                text_permille: 1000,
            },
            week: locale.week,
            clock: locale.clock,
            order: locale.order,
            gesture_nudge: None,
            follow_up: true,
            planner_nudge: Some(DateTime::UNIX_EPOCH),
            travel: TRAVEL,
            kind_leads: BTreeMap::new(),
            own_kinds: vec![],
            pauses: vec![],
        }
    }

    /// A stored choice that no longer reads is passed over: the default holds.
    pub fn read(read: &Read<'_>, locale: &Locale) -> Result<Preferences, StoreError> {
        let mut p = Preferences::from_locale(locale);
        let get = |n| read.setting(n);
        p.here = who_is_here(read)?;
        if let Some(leads) = get(name::LEADS)? {
            p.leads = leads_from(&leads);
        }
        if let Some(at) = get(name::QUIET_FROM)?.and_then(|t| time(&t).ok()) {
            p.quiet.from = at;
        }
        if let Some(at) = get(name::QUIET_TO)?.and_then(|t| time(&t).ok()) {
            p.quiet.to = at;
        }
        if get(name::TEXT)?.as_deref() == Some("open") {
            p.text = Text::Open;
        }
        match get(name::THEME)?.as_deref() {
            Some("light") => p.appearance.theme = replies::Theme::Light,
            Some("dark") => p.appearance.theme = replies::Theme::Dark,
            _ => {}
        }
        if let Some(size) = get(name::TEXT_SIZE)?.and_then(|t| t.parse().ok()) {
            p.appearance.text_permille = size;
        }
        match get(name::WEEK)?.as_deref() {
            Some("monday") => p.week = Weekday::Mon,
            Some("sunday") => p.week = Weekday::Sun,
            _ => {}
        }
        match get(name::CLOCK)?.as_deref() {
            Some("12") => p.clock = Clock::Twelve,
            Some("24") => p.clock = Clock::TwentyFour,
            _ => {}
        }
        match get(name::ORDER)?.as_deref() {
            Some("day_month") => p.order = DateOrder::DayMonth,
            Some("month_day") => p.order = DateOrder::MonthDay,
            _ => {}
        }
        p.follow_up = get(name::FOLLOW_UP)?.as_deref() != Some("off");
        p.planner_nudge = match get(name::PLANNER_NUDGE)?.as_deref() {
            Some("off") => None,
            Some(since) => since
                .parse()
                .ok()
                .and_then(DateTime::<Utc>::from_timestamp_millis),
            None => p.planner_nudge,
        };
        p.gesture_nudge = get(name::GESTURE_NUDGE)?.and_then(|text| {
            let (at, since) = text.split_once(' ')?;
            let since = DateTime::<Utc>::from_timestamp_millis(since.parse().ok()?)?;
            Some((time(at).ok()?, since))
        });
        if let Some(minutes) = get(name::TRAVEL)?.and_then(|text| text.parse().ok()) {
            p.travel = minutes;
        }
        p.own_kinds = read.own_kinds()?;
        for kind in p.kinds() {
            if let Some(leads) = read.setting(&name::leads_of(&kind.word()))? {
                p.kind_leads.insert(kind, leads_from(&leads));
            }
        }
        p.pauses = read.pauses()?;
        Ok(p)
    }

    /// Every kind of time: those that come with the program, and the couple's own.
    pub fn kinds(&self) -> Vec<Kind> {
        let own = self.own_kinds.iter().map(|own| Kind::Own(own.id));
        Kind::ALL.into_iter().chain(own).collect()
    }

    /// The leads that a kind of time starts with.
    pub fn leads_of(&self, kind: Kind) -> &[Lead] {
        match (self.kind_leads.get(&kind), kind) {
            (Some(own), _) => own,
            (None, Kind::CheckIn) => &kinds::CHECK_IN_LEADS,
            (None, _) => &self.leads,
        }
    }
}

/// The name under which the leads of a kind are stored.
pub(crate) fn leads_of(kind: Kind) -> String {
    name::leads_of(&kind.word())
}

/// Whose computer this is; shared until somebody says.
pub(crate) fn who_is_here(read: &Read<'_>) -> Result<people::Here, StoreError> {
    Ok(match read.setting(name::HERE)?.as_deref() {
        Some("first") => people::Here::One(people::Half::First),
        Some("second") => people::Here::One(people::Half::Second),
        _ => people::Here::Shared,
    })
}

/// A name has at most this many characters.
const NAME_MOST: usize = 60;

impl App {
    /// Saves the two names and whose account this is: the first run, and later changes.
    ///
    /// # Errors
    /// Names that are empty, the same, or longer than 60 characters.
    pub fn save_people(
        &self,
        people: replies::People,
        here: replies::Here,
    ) -> Result<Changed<replies::Done>, Error> {
        let people = checked(people)?;
        let said = fill(
            words::SAID_NAMES,
            &[("first", &people.first), ("second", &people.second)],
        );
        let changed = self.change(&said, None, |w| {
            w.set_people(&people)?;
            w.set_setting(name::HERE, Some(here_word(here)))
        })?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: String::new(),
            },
            topics: changed.topics,
        })
    }

    /// Settings as they stand. What only the desktop knows (`starts_at_login`, `engine`) is left for it to fill in.
    pub fn settings(&self) -> Result<replies::Settings, Error> {
        let p = self.preferences()?;
        let people = self.people()?.unwrap_or(People {
            first: String::new(),
            second: String::new(),
        });
        let sample = self.sample(&p)?;
        Ok(replies::Settings {
            people: encode::people(&people),
            here: encode::here(p.here),
            leads: p.leads.iter().copied().map(encode::lead).collect(),
            kind_leads: encode::kind_leads(&p),
            kinds: kinds::all(&p),
            choices: encode::lead_choices(&p),
            follow_up: p.follow_up,
            gesture_nudge: p.gesture_nudge.map(|(at, _)| at.format("%H:%M").to_string()),
            planner_nudge: p.planner_nudge.is_some(),
            quiet_from: p.quiet.from.format("%H:%M").to_string(),
            travel_minutes: p.travel,
            quiet_to: p.quiet.to.format("%H:%M").to_string(),
            discreet: p.text == Text::Discreet,
            sample,
            paused: self.paused_words(&p),
            appearance: p.appearance,
            folder: self.dir().display().to_string(),
            starts_at_login: None,
            week_starts: if p.week == Weekday::Sun {
                "sunday"
            } else {
                "monday"
            }
            .to_owned(),
            clock: if p.clock == Clock::TwentyFour { "24" } else { "12" }.to_owned(),
            date_order: if p.order == DateOrder::MonthDay {
                "month_day"
            } else {
                "day_month"
            }
            .to_owned(),
            engine: String::new(),
        })
    }

    /// Changes what is given and leaves the rest.
    ///
    /// # Errors
    /// A value that is not one of the choices; open text that only one of the two confirmed.
    pub fn save_settings(&self, form: replies::SettingsForm) -> Result<Changed<replies::Settings>, Error> {
        let mut set: Vec<(&str, String)> = Vec::new();
        let mut of_kinds: Vec<(String, String)> = Vec::new();
        if let Some(here) = form.here {
            set.push((name::HERE, here_word(here).to_owned()));
        }
        for of in form.kind_leads.unwrap_or_default() {
            let kind = self.kind_named(&of.kind)?;
            of_kinds.push((leads_of(kind), leads_text(&of.leads)?));
        }
        if let Some(ask) = form.follow_up {
            set.push((name::FOLLOW_UP, if ask { "on" } else { "off" }.to_owned()));
        }
        if let Some(on) = form.planner_nudge {
            let since = self.now().timestamp_millis().to_string();
            set.push((name::PLANNER_NUDGE, if on { since } else { "off".to_owned() }));
        }
        if let Some(at) = &form.gesture_nudge {
            let value = match at.as_str() {
                "" => String::new(),
                at => format!("{} {}", time(at)?.format("%H:%M"), self.now().timestamp_millis()),
            };
            set.push((name::GESTURE_NUDGE, value));
        }
        if let Some(minutes) = form.travel_minutes {
            if minutes > TRAVEL_MOST {
                return Err(Error::Invalid(Invalid::Choice(minutes.to_string())));
            }
            set.push((name::TRAVEL, minutes.to_string()));
        }
        if let Some(leads) = form.leads {
            set.push((name::LEADS, leads_text(&leads)?));
        }
        for (key, value) in [
            (name::QUIET_FROM, form.quiet_from),
            (name::QUIET_TO, form.quiet_to),
        ] {
            if let Some(value) = value {
                set.push((key, time(&value)?.format("%H:%M").to_string()));
            }
        }
        match form.discreet {
            Some(true) => set.push((name::TEXT, "discreet".to_owned())),
            Some(false) if form.both => set.push((name::TEXT, "open".to_owned())),
            Some(false) => return Err(Error::Invalid(Invalid::BothNeeded)),
            None => {}
        }
        if let Some(appearance) = form.appearance {
            if !TEXT_SIZES.contains(&appearance.text_permille) {
                return Err(Error::Invalid(Invalid::Choice(
                    appearance.text_permille.to_string(),
                )));
            }
            let theme = match appearance.theme {
                replies::Theme::System => "system",
                replies::Theme::Light => "light",
                replies::Theme::Dark => "dark",
            };
            set.push((name::THEME, theme.to_owned()));
            set.push((name::TEXT_SIZE, appearance.text_permille.to_string()));
        }
        for (key, value, choices) in [
            (name::WEEK, form.week_starts, ["monday", "sunday"]),
            (name::CLOCK, form.clock, ["12", "24"]),
            (name::ORDER, form.date_order, ["day_month", "month_day"]),
        ] {
            if let Some(value) = value {
                if !choices.contains(&value.as_str()) {
                    return Err(Error::Invalid(Invalid::Choice(value)));
                }
                set.push((key, value));
            }
        }
        let people = form.people.map(checked).transpose()?;
        let changed = self.change(words::SAID_SETTINGS, None, |w| {
            if let Some(people) = &people {
                w.set_people(people)?;
            }
            of_kinds
                .iter()
                .try_for_each(|(key, value)| w.set_setting(key, Some(value)))?;
            set.iter()
                .try_for_each(|(key, value)| w.set_setting(key, Some(value)))
        })?;
        Ok(Changed {
            value: self.settings()?,
            topics: changed.topics,
        })
    }

    /// Who is writing: the name given, or the one whose computer this is.
    ///
    /// # Errors
    /// A name nobody here has; a shared computer and no name.
    pub fn writer(&self, name: Option<&str>) -> Result<people::Half, Error> {
        let people = self.people()?.ok_or(Error::NamesMissing)?;
        match (name, self.preferences()?.here) {
            (Some(name), _) => people.named(name).ok_or_else(|| Error::NobodyCalled {
                name: name.to_owned(),
                people,
            }),
            (None, people::Here::One(half)) => Ok(half),
            (None, people::Here::Shared) => Err(Error::Who(people)),
        }
    }

    /// How a notification of the next date would look this evening before; of a made-up Thursday when there is none.
    fn sample(&self, p: &Preferences) -> Result<(String, String), Error> {
        let next = self.next_date()?;
        Ok(match next {
            Some(o) => {
                let eve = o.start - chrono::Duration::hours(24);
                let phrase = phrase::reminder(&o, eve, self.zone(), p.text, p.clock);
                (phrase.title, phrase.body)
            }
            None => {
                let at = NaiveTime::from_hms_opt(19, 0, 0).expect("BUG: 19:00 is a time");
                let title = format!(
                    "{}, {}",
                    spoken::day_name(Weekday::Thu),
                    spoken::time(at, p.clock)
                );
                (title, domain::words::reminders::TOMORROW.to_owned())
            }
        })
    }
}

fn here_word(here: replies::Here) -> &'static str {
    match here {
        replies::Here::First => "first",
        replies::Here::Second => "second",
        replies::Here::Shared => "shared",
    }
}

fn checked(people: replies::People) -> Result<People, Error> {
    let people = People {
        first: plain::line(&people.first),
        second: plain::line(&people.second),
    };
    let invalid = |what| Err(Error::Invalid(what));
    if people.first.is_empty() || people.second.is_empty() {
        invalid(Invalid::NameEmpty)
    } else if people.first.to_lowercase() == people.second.to_lowercase() {
        invalid(Invalid::NameSame)
    } else if people.first.chars().count().max(people.second.chars().count()) > NAME_MOST {
        invalid(Invalid::NameLong)
    } else {
        Ok(people)
    }
}

/// Leads as they are stored; what no longer reads is passed over.
fn leads_from(text: &str) -> Vec<Lead> {
    text.split(',').filter_map(|lead| lead.parse().ok()).collect()
}

fn leads_text(leads: &[replies::Lead]) -> Result<String, Error> {
    let leads = leads
        .iter()
        .map(encode::lead_from)
        .collect::<Result<Vec<_>, _>>()?;
    Ok(leads.iter().map(Lead::to_string).collect::<Vec<_>>().join(","))
}

fn time(text: &str) -> Result<NaiveTime, Error> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| Error::Invalid(Invalid::Time(text.to_owned())))
}
