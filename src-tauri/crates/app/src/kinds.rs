//! Kinds of time: those that come with the program, and those of the couple's own.

use chrono::{Datelike, NaiveTime, Weekday};
use domain::{
    ids::KindId,
    plain,
    recurrence::Rule,
    reminder::Lead,
    sentence::{self, Context, Rhythm},
    slot::{Backup, Kind, OwnKind, Per, Slot, Times},
    spoken,
    words::{fill, kinds as words},
};

use crate::{
    App, Changed, Error, Invalid, replies,
    settings::{self, Preferences},
};

/// A kind's name has at most this many characters: it stands on a button.
const NAME_MOST: usize = 24;

/// How many kinds of their own a couple may have: more would be a list to search.
const MOST: usize = 12;

/// The pictures a kind of their own may have. The window draws each of them.
pub const ICONS: [&str; 16] = [
    "star", "mountain", "bike", "waves", "tent", "coffee", "cook", "music", "film", "book", "paint", "dice",
    "plant", "car", "camera", "sparkles",
];

/// When the check-in is reminded of: at its hour, and not the evening before.
pub(crate) const CHECK_IN_LEADS: [Lead; 1] = [Lead::Before { minutes: 0 }];

impl App {
    /// The kinds there are.
    pub fn kinds(&self) -> Result<replies::Kinds, Error> {
        Ok(all(&self.preferences()?))
    }

    /// Makes a kind of their own, or changes one. Dates that are there keep their length.
    ///
    /// # Errors
    /// A name that is empty, too long or taken; a picture that is not there; a length out of range; more than twelve.
    pub fn save_kind(&self, form: &replies::KindForm) -> Result<Changed<replies::Done>, Error> {
        let p = self.preferences()?;
        let before = form.kind.as_deref().map(|word| own(&p, word)).transpose()?;
        let name = name(&form.name)?;
        let taken = all(&p).kinds.into_iter().any(|other| {
            let itself = before
                .as_ref()
                .is_some_and(|b| Kind::Own(b.id).word() == other.kind);
            !itself && other.name.to_lowercase() == name.to_lowercase()
        });
        if taken {
            return Err(Error::Invalid(Invalid::KindTaken(name)));
        }
        if !ICONS.contains(&form.icon.as_str()) {
            return Err(Error::Invalid(Invalid::Choice(form.icon.clone())));
        }
        if !(1..=24 * 60).contains(&form.minutes) {
            return Err(Error::Invalid(Invalid::Minutes));
        }
        if before.is_none() && p.own_kinds.len() >= MOST {
            return Err(Error::Invalid(Invalid::KindsMany(MOST)));
        }
        let template = if before.is_some() {
            words::SAID_CHANGED
        } else {
            words::SAID_MADE
        };
        let kind = OwnKind {
            id: before.map_or_else(|| KindId(self.new_id()), |b| b.id),
            name,
            icon: form.icon.clone(),
            minutes: form.minutes,
        };
        let said = fill(template, &[("name", &kind.name)]);
        let changed = self.change(&said, None, |w| w.put_own_kind(&kind))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: Kind::Own(kind.id).word().into_owned(),
            },
            topics: changed.topics,
        })
    }

    /// Removes a kind of their own. Dates of it become plain dates and lose nothing else; undo brings all of it back.
    pub fn remove_kind(&self, word: &str) -> Result<Changed<replies::Done>, Error> {
        let kind = own(&self.preferences()?, word)?;
        let of_it = Kind::Own(kind.id);
        let slots = self.read(|r| r.slots())?.unwrap_or_default();
        let dates: Vec<Slot> = (slots.into_iter().filter(|slot| slot.kind == of_it))
            .map(|slot| Slot {
                kind: Kind::Date,
                ..slot
            })
            .collect();
        let template = if dates.is_empty() {
            words::SAID_REMOVED_UNUSED
        } else {
            words::SAID_REMOVED
        };
        let said = fill(template, &[("name", &kind.name)]);
        let changed = self.change(&said, None, |w| {
            dates.iter().try_for_each(|slot| w.put_slot(slot))?;
            w.set_setting(&settings::leads_of(of_it), None)?;
            w.remove_own_kind(kind.id)
        })?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: of_it.word().into_owned(),
            },
            topics: changed.topics,
        })
    }

    /// The kind that is meant by its stable word or by its name: `evening_out`, `climbing`.
    ///
    /// # Errors
    /// No kind is called that.
    pub fn kind_named(&self, text: &str) -> Result<Kind, Error> {
        named(&self.preferences()?, text)
    }
}

/// The kinds there are, with their names and pictures.
pub(crate) fn all(p: &Preferences) -> replies::Kinds {
    let with_it = Kind::ALL.into_iter().map(|kind| replies::KindChoice {
        kind: kind.word().into_owned(),
        name: name_of(kind, p),
        icon: kind.word().into_owned(),
        minutes: usual_minutes(kind, p),
        own: false,
    });
    let own = p.own_kinds.iter().map(|own| replies::KindChoice {
        kind: Kind::Own(own.id).word().into_owned(),
        name: own.name.clone(),
        icon: own.icon.clone(),
        minutes: own.minutes,
        own: true,
    });
    replies::Kinds {
        kinds: with_it.chain(own).collect(),
        icons: ICONS.map(str::to_owned).to_vec(),
    }
}

/// "Evening out"; a kind of their own by its name. One that is gone was a date like any other.
pub(crate) fn name_of(kind: Kind, p: &Preferences) -> String {
    match kind {
        Kind::Date => words::DATE,
        Kind::Lunch => words::LUNCH,
        Kind::Walk => words::WALK,
        Kind::EveningOut => words::EVENING_OUT,
        Kind::EveningIn => words::EVENING_IN,
        Kind::Private => words::PRIVATE,
        Kind::OutsideHelp => words::OUTSIDE_HELP,
        Kind::CheckIn => words::CHECK_IN,
        Kind::Own(id) => (p.own_kinds.iter().find(|own| own.id == id)).map_or(words::DATE, |own| &own.name),
    }
    .to_owned()
}

/// How long a kind of time usually lasts.
pub(crate) fn usual_minutes(kind: Kind, p: &Preferences) -> u32 {
    match kind {
        Kind::Lunch | Kind::Walk => 60,
        Kind::EveningOut | Kind::EveningIn => 120,
        Kind::CheckIn => 15,
        Kind::Date | Kind::Private | Kind::OutsideHelp => 90,
        Kind::Own(id) => (p.own_kinds.iter().find(|own| own.id == id)).map_or(90, |own| own.minutes),
    }
}

/// The kind that is meant by its stable word or its name.
///
/// # Errors
/// No kind is called that.
pub(crate) fn named(p: &Preferences, text: &str) -> Result<Kind, Error> {
    let there = |kind: &Kind| match kind {
        Kind::Own(id) => p.own_kinds.iter().any(|own| own.id == *id),
        _ => true,
    };
    let name = text.trim().to_lowercase();
    let by_name = || {
        let mut kinds = p.kinds().into_iter();
        kinds.find(|kind| name_of(*kind, p).to_lowercase() == name)
    };
    let found = Kind::from_word(text.trim()).filter(there).or_else(by_name);
    found.ok_or_else(|| Error::Invalid(Invalid::Kind(text.to_owned())))
}

/// A kind of their own, by its word or its name.
fn own(p: &Preferences, text: &str) -> Result<OwnKind, Error> {
    let kind = named(p, text)?;
    let found = p.own_kinds.iter().find(|own| Kind::Own(own.id) == kind);
    found.cloned().ok_or(Error::Invalid(Invalid::KindTheirs))
}

fn name(text: &str) -> Result<String, Error> {
    let text = plain::line(text);
    match text.chars().count() {
        0 => Err(Error::Invalid(Invalid::KindEmpty)),
        n if n > NAME_MOST => Err(Error::Invalid(Invalid::KindLong(NAME_MOST))),
        _ => Ok(text),
    }
}

// How often a date comes, and where it goes when it falls through.

impl App {
    /// A sentence said anew: in another rhythm, or with the usual length of another kind.
    ///
    /// What a kind has nothing to add to comes back as it was typed.
    ///
    /// # Errors
    /// A rhythm for a sentence that cannot be read.
    pub fn rewrite_sentence(&self, text: &str, how: &replies::Rewrite) -> Result<String, Error> {
        let p = self.preferences()?;
        let context = self.context(&p);
        match how {
            replies::Rewrite::Repeats { every, count } => {
                let draft = sentence::read(text, &context).map_err(Error::Sentence)?.draft;
                let rhythm = rhythm(*every, *count)?;
                let other = sentence::in_rhythm(&draft, rhythm, &context).unwrap_or(draft);
                Ok(sentence::sentence(&other, &context))
            }
            replies::Rewrite::Kind { kind } => {
                let kind = named(&p, kind)?;
                if text.trim().is_empty() && kind == Kind::CheckIn {
                    return Ok(sentence::sentence(&check_in(&context), &context));
                }
                Ok(with_length(text, kind, &p, &context))
            }
        }
    }
}

/// The weekly check-in: Sunday, 7:30 pm, a quarter of an hour.
fn check_in(context: &Context) -> sentence::Draft {
    let at = NaiveTime::from_hms_opt(19, 30, 0).expect("BUG: 19:30 is a time");
    let mut days = context.now.date().iter_days().map(|day| day.and_time(at));
    let first = days.find(|start| start.weekday() == Weekday::Sun && *start > context.now);
    sentence::Draft {
        title: String::new(),
        kind: Kind::CheckIn,
        start: first.unwrap_or(context.now),
        minutes: 15,
        rule: Some(Rule::parse("FREQ=WEEKLY;BYDAY=SU").expect("BUG: every Sunday is a rule")),
        times: None,
    }
}

/// A sentence with the usual length of a kind at its end, where it says none. A kind that its own words name has its
/// length already, and some kinds are as long as anything.
fn with_length(text: &str, kind: Kind, p: &Preferences, context: &Context) -> String {
    let plain = text.to_owned();
    let Ok(reading) = sentence::read(text, context) else {
        return plain;
    };
    let any_length = matches!(kind, Kind::Date | Kind::Private | Kind::OutsideHelp);
    let minutes = usual_minutes(kind, p);
    if any_length || reading.length_said || reading.draft.kind == kind || reading.draft.minutes == minutes {
        return plain;
    }
    let length = spoken::duration(minutes);
    let with = fill(
        words::WITH_LENGTH,
        &[("sentence", &text.trim_end()), ("length", &length)],
    );
    match sentence::read(&with, context) {
        Ok(reading) if reading.draft.minutes == minutes => with,
        _ => plain,
    }
}

/// How often a draft comes, said.
pub(crate) fn repeats(draft: &sentence::Draft) -> replies::Repeats {
    use replies::Every;
    let (every, count) = match Rhythm::of(draft) {
        Rhythm::Once => (Every::Once, 1),
        Rhythm::Week => (Every::Week, 1),
        Rhythm::TwoWeeks => (Every::TwoWeeks, 1),
        Rhythm::Month => (Every::Month, 1),
        Rhythm::Other => (Every::Other, 1),
        Rhythm::AnyDay(Times {
            count,
            per: Per::Week,
        }) => (Every::TimesAWeek, count),
        Rhythm::AnyDay(Times {
            count,
            per: Per::Month,
        }) => (Every::TimesAMonth, count),
    };
    let template = match (every, count) {
        (Every::Once, _) => words::ONCE,
        (Every::Week, _) => words::EVERY_WEEK,
        (Every::TwoWeeks, _) => words::EVERY_TWO_WEEKS,
        (Every::Month, _) => words::EVERY_MONTH,
        (Every::Other, _) => words::OWN_RHYTHM,
        (Every::TimesAWeek, 1) => words::ONCE_A_WEEK_ANY,
        (Every::TimesAWeek, 2) => words::TWICE_A_WEEK_ANY,
        (Every::TimesAWeek, _) => words::TIMES_A_WEEK_ANY,
        (Every::TimesAMonth, 1) => words::ONCE_A_MONTH_ANY,
        (Every::TimesAMonth, 2) => words::TWICE_A_MONTH_ANY,
        (Every::TimesAMonth, _) => words::TIMES_A_MONTH_ANY,
    };
    replies::Repeats {
        every,
        count,
        words: fill(template, &[("n", &count)]),
    }
}

fn rhythm(every: replies::Every, count: u32) -> Result<Rhythm, Error> {
    use replies::Every;
    let any_day = |per| {
        let times = Times { count, per }.to_string().parse();
        let times = times.map_err(|_| Error::Invalid(Invalid::Choice(count.to_string())));
        times.map(Rhythm::AnyDay)
    };
    Ok(match every {
        Every::Week => Rhythm::Week,
        Every::TwoWeeks => Rhythm::TwoWeeks,
        Every::Month => Rhythm::Month,
        Every::TimesAWeek => any_day(Per::Week)?,
        Every::TimesAMonth => any_day(Per::Month)?,
        Every::Once => Rhythm::Once,
        Every::Other => Rhythm::Other,
    })
}

/// A back-up hour as the window and the terminal say it: `SA 15:00`, or "Saturday 3pm"; nothing, or `none`, for none.
pub(crate) fn backup_from(text: &str, context: &Context) -> Result<Option<Backup>, Error> {
    match text.trim() {
        "" | "none" => Ok(None),
        word => match word
            .to_uppercase()
            .parse()
            .ok()
            .or_else(|| backup_in(word, context))
        {
            Some(backup) => Ok(Some(backup)),
            None => Err(Error::Invalid(Invalid::Backup(text.to_owned()))),
        },
    }
}

/// A day of the week and an hour in a person's words, and nothing besides.
fn backup_in(text: &str, context: &Context) -> Option<Backup> {
    let draft = sentence::read(text, context).ok()?.draft;
    let (day, at) = (draft.start.weekday(), draft.start.time());
    let names_day = text
        .to_lowercase()
        .starts_with(&spoken::day_short(day).to_lowercase());
    let plain = draft.title.is_empty() && draft.rule.is_none() && draft.times.is_none();
    (names_day && plain).then_some(Backup { day, at })
}

/// "Saturday, 3 pm"; empty for none.
pub(crate) fn backup_said(backup: Option<Backup>, p: &Preferences) -> String {
    let Some(Backup { day, at }) = backup else {
        return String::new();
    };
    let (day, time) = (spoken::day_name(day), spoken::time(at, p.clock));
    fill(words::BACKUP_SAID, &[("day", &day), ("time", &time)])
}

/// The days of the couple's week, with the words a back-up hour is stored under.
pub(crate) fn backup_days(p: &Preferences) -> Vec<(String, String)> {
    let days = std::iter::successors(Some(p.week), |day| Some(day.succ())).take(7);
    days.map(|day| {
        let at = NaiveTime::MIN;
        let word = Backup { day, at }.to_string();
        let word = word.split(' ').next().unwrap_or_default().to_owned();
        (word, spoken::day_name(day).to_owned())
    })
    .collect()
}
