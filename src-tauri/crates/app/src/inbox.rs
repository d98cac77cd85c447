//! “While you were away”: what came late, was not shown, or waits for an answer.
//!
//! One line an occurrence, the newest of it; what has been answered, moved or said elsewhere is gone from the list.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Utc};
use domain::{
    ids::{PlanId, RedLetterId, SlotId},
    occurrence::{self, Change, Occurrence, OccurrenceKey, Status},
    people::Half,
    phrase::something_for,
    plan,
    reminder::{Entry, LedgerRow, ReminderKey, Source, Why},
    slot::{Kind, Slot},
    spoken,
    words::{fill, inbox as words},
    zone,
};

use crate::{App, Error, answers, kinds, matters::Matters, replies, settings::Preferences, tick};

/// How far back "older" counts.
pub(crate) const OLDER: Duration = Duration::days(400);

/// A claim that nobody settled for so long is no longer under way.
const UNSETTLED: Duration = Duration::minutes(1);

/// A reminder that waits, with what it is about.
struct Waiting {
    row: LedgerRow,
    occurrence: Option<Occurrence>,
    /// What it is called, where that is not its date's name.
    words: Option<String>,
}

/// What is asked of the planner once for a list.
struct Known {
    slots: HashMap<SlotId, (Slot, BTreeMap<NaiveDateTime, Change>)>,
    matters: Matters,
}

/// What a line of the list is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Subject {
    /// A date that is coming, or is over.
    Date(OccurrenceKey),
    /// Something to be got ready for one.
    Preparation(PlanId),
    /// A date that has no plan.
    Planning(OccurrenceKey),
    /// One small thing is much like another: the last one stands for those before it.
    SmallThing,
    /// A red-letter day.
    RedLetter(RedLetterId),
    /// What a summary speaks for is listed itself.
    Nothing,
}

impl App {
    /// What waits, of the last seven days; with `older`, everything that is listed at all.
    pub fn inbox(&self, older: bool) -> Result<replies::Inbox, Error> {
        let now = self.now();
        let p = self.preferences()?;
        let all = self.waiting(now - OLDER)?;
        let (recent, before): (Vec<Waiting>, Vec<Waiting>) =
            all.into_iter().partition(|w| w.row.due > now - plan::INBOX);
        let first = zone::civil(now - plan::INBOX, self.zone()).date();
        let counted = before.len();
        let listed: Vec<Waiting> = if older {
            recent.into_iter().chain(before).collect()
        } else {
            recent
        };
        let day = spoken::long_date(first);
        let older = match counted {
            _ if older => String::new(),
            0 => String::new(),
            1 => fill(words::OLDER_ONE, &[("day", &day)]),
            n => fill(words::OLDER, &[("n", &n), ("day", &day)]),
        };
        Ok(replies::Inbox {
            count: u32::try_from(listed.len()).unwrap_or(u32::MAX),
            because: because(&listed).to_owned(),
            days: self.by_day(&listed, &p),
            older,
        })
    }

    /// How many wait, for the line on Today.
    pub(crate) fn away(&self) -> Result<u32, Error> {
        let waiting = self.waiting(self.now() - plan::INBOX)?;
        Ok(u32::try_from(waiting.len()).unwrap_or(u32::MAX))
    }

    /// What the whole list is about: a reminder whose [`subject`] is among these has its line there.
    pub(crate) fn listed(&self) -> Result<HashSet<Subject>, Error> {
        let waiting = self.waiting(self.now() - OLDER)?;
        Ok(waiting.iter().map(|w| subject(w.row.key.source)).collect())
    }

    /// Everything that waits and fell due at `since` or later, newest first.
    fn waiting(&self, since: DateTime<Utc>) -> Result<Vec<Waiting>, Error> {
        let now = self.now();
        let rows = self.read(|r| r.ledger(since))?.unwrap_or_default();
        let mut open: Vec<LedgerRow> = rows.into_iter().filter(|row| waits(row, now)).collect();
        if open.is_empty() {
            return Ok(vec![]);
        }
        let known = self.known()?;
        open.reverse();
        let mut said = HashSet::new();
        let mut waiting = Vec::new();
        for row in open {
            let Some(found) = self.still_matters(&known, row, now)? else {
                continue;
            };
            if said.insert(subject(row.key.source)) {
                waiting.push(found);
            }
        }
        Ok(waiting)
    }

    /// With what it is about, unless that is gone, moved, or something was said of it.
    fn still_matters(
        &self,
        known: &Known,
        row: LedgerRow,
        now: DateTime<Utc>,
    ) -> Result<Option<Waiting>, Error> {
        let waiting = |occurrence, words| {
            Ok(Some(Waiting {
                row,
                occurrence,
                words,
            }))
        };
        match row.key.source {
            Source::Date {
                occurrence, local, ..
            }
            | Source::FollowUp { occurrence, local } => {
                let Some(o) = self.known_occurrence(known, occurrence, now)? else {
                    return Ok(None);
                };
                let asks = matches!(row.key.source, Source::FollowUp { .. });
                // A lead that came in time is done with when its date begins; one that did not is still told.
                let spent = !asks && o.start <= now && in_time(&row);
                // An appointment with a third person is not asked after, nor the check-in, whatever it was before.
                let nobodys = asks && !o.kind.is_couple_time();
                if o.local != local || !tick::is_live(o.status) || spent || nobodys {
                    return Ok(None);
                }
                waiting(Some(o), None)
            }
            Source::Preparation {
                occurrence,
                local,
                preparation,
                ..
            } => {
                let Some(o) = self.known_occurrence(known, occurrence, now)? else {
                    return Ok(None);
                };
                let to_do = known
                    .matters
                    .preparation(preparation)
                    .is_some_and(|it| it.done.is_none());
                // When its date has begun, it was got ready, or it was done without.
                if !to_do || o.local != local || !tick::is_live(o.status) || o.start <= now {
                    return Ok(None);
                }
                let words = known.matters.words_of(&o, preparation);
                let words = words.map_or_else(|| something_for(&o, self.zone()), str::to_owned);
                waiting(Some(o), Some(words))
            }
            Source::Planning { occurrence, local } => {
                let found = self.known_occurrence(known, occurrence, now)?;
                let open = |o: &Occurrence| o.local == local && tick::is_live(o.status) && now < o.start;
                match found.filter(open) {
                    Some(o) if !self.is_planned(occurrence)? => {
                        let words = something_for(&o, self.zone());
                        waiting(Some(o), Some(words))
                    }
                    _ => Ok(None),
                }
            }
            Source::RedLetter { id, .. } => match known.matters.red_letter(id) {
                Some(day) => waiting(None, Some(day.words.clone())),
                None => Ok(None),
            },
            Source::Gesture { day, gesture } => match known.matters.small_thing(day, gesture) {
                Some((title, _)) => waiting(None, Some(title.to_owned())),
                None => Ok(None),
            },
            // What a summary speaks for is listed itself.
            Source::Summary { .. } => Ok(None),
        }
    }

    fn known(&self) -> Result<Known, Error> {
        let slots = self
            .series()?
            .into_iter()
            .map(|(slot, changes)| (slot.id, (slot, changes)));
        Ok(Known {
            slots: slots.collect(),
            matters: self.matters()?,
        })
    }

    fn known_occurrence(
        &self,
        known: &Known,
        key: OccurrenceKey,
        now: DateTime<Utc>,
    ) -> Result<Option<Occurrence>, Error> {
        let Some((slot, changes)) = known.slots.get(&key.slot) else {
            return Ok(None);
        };
        Ok(occurrence::occurrence(slot, changes, key, self.zone(), now)?)
    }

    fn by_day(&self, waiting: &[Waiting], p: &Preferences) -> Vec<replies::InboxDay> {
        let mut days: Vec<(NaiveDate, replies::InboxDay)> = Vec::new();
        for w in waiting {
            let day = zone::civil(w.row.due, self.zone()).date();
            let item = self.item_of(w, p);
            match days.last_mut() {
                Some((last, list)) if *last == day => list.items.push(item),
                _ => {
                    let (name, date) = self.day_names(day);
                    let items = vec![item];
                    days.push((day, replies::InboxDay { name, date, items }));
                }
            }
        }
        days.into_iter().map(|(_, day)| day).collect()
    }

    /// "Today" and "Tuesday 13"; "Sunday" and "11 October".
    fn day_names(&self, day: NaiveDate) -> (String, String) {
        let weekday = spoken::day_name(day.weekday());
        let short = fill(
            words::DAY_AND_NUMBER,
            &[("weekday", &weekday), ("day", &day.day())],
        );
        match (self.here().date() - day).num_days() {
            0 => (words::TODAY.to_owned(), short),
            1 => (words::YESTERDAY.to_owned(), short),
            _ => (weekday.to_owned(), spoken::date(day)),
        }
    }

    fn item_of(&self, w: &Waiting, p: &Preferences) -> replies::InboxItem {
        let planner = w.occurrence.as_ref().and_then(|o| o.planner);
        let title = match (&w.words, &w.occurrence) {
            (Some(words), _) => words.clone(),
            (None, Some(o)) => self.title_of(o, &w.row, p),
            (None, None) => words::ONE_SMALL_THING.to_owned(),
        };
        let when = w.occurrence.as_ref().map(|o| {
            let local = zone::civil(o.start, self.zone());
            let day = fill(
                words::DAY_AND_NUMBER,
                &[
                    ("weekday", &spoken::day_name(local.weekday())),
                    ("day", &local.day()),
                ],
            );
            fill(
                words::WAS,
                &[("day", &day), ("time", &spoken::time(local.time(), p.clock))],
            )
        });
        let how = self.how_it_went(&w.row, p);
        replies::InboxItem {
            reminder: w.row.key.to_string(),
            source: w.row.key.source.word().to_owned(),
            occurrence: w
                .row
                .key
                .source
                .occurrence()
                .map(|key| key.to_string())
                .unwrap_or_default(),
            title,
            detail: [when.unwrap_or_default(), how].join(" ").trim().to_owned(),
            planner: replies::Halves {
                first: planner == Some(Half::First),
                second: planner == Some(Half::Second),
            },
            actions: answers::actions(&self.what_can_be_done(w)),
        }
    }

    /// "Supper at Lupo", "Thursday, 7 pm" where it has no name; as a question where one is asked.
    fn title_of(&self, o: &Occurrence, row: &LedgerRow, p: &Preferences) -> String {
        let name = match (o.title.as_str(), o.kind) {
            ("", Kind::CheckIn) => kinds::name_of(o.kind, p),
            ("", _) => domain::phrase::day_and_time(o.start, self.zone(), p.clock),
            (title, _) => title.to_owned(),
        };
        if asks(row, o) {
            fill(words::DID_IT_HAPPEN, &[("what", &name)])
        } else {
            name
        }
    }

    /// "Due at 8 am, shown at 9:10 when the computer woke."
    fn how_it_went(&self, row: &LedgerRow, p: &Preferences) -> String {
        let time = |at: DateTime<Utc>| spoken::time(zone::civil(at, self.zone()).time(), p.clock);
        let template = match row.key.source {
            Source::FollowUp { .. } => words::ASKED,
            _ => words::DUE,
        };
        let due = fill(template, &[("due", &time(row.due))]);
        let sentence = match (row.entry, row.why) {
            (Entry::Claimed, _) => words::MAYBE_SHOWN,
            (Entry::Summarised, _) => words::SUMMARISED,
            (Entry::Shown, _) if in_time(row) && row.why != Some(Why::Quiet) => words::SHOWN,
            (Entry::Shown, Some(Why::Asleep)) => words::SHOWN_ASLEEP,
            (Entry::Shown, Some(Why::Off)) => words::SHOWN_OFF,
            (Entry::Shown, Some(Why::Desktop)) => words::SHOWN_DESKTOP,
            (Entry::Shown, Some(Why::Paused)) => words::SHOWN_PAUSED,
            (Entry::Shown, Some(Why::Quiet)) => words::SHOWN_QUIET,
            (Entry::Shown, _) => words::SHOWN_LATE,
            (_, Some(Why::Asleep)) => words::NOT_SHOWN_ASLEEP,
            (_, Some(Why::Off)) => words::NOT_SHOWN_OFF,
            (_, Some(Why::Desktop)) => words::NOT_SHOWN_DESKTOP,
            (_, Some(Why::TooMany)) => words::NOT_SHOWN_TOO_MANY,
            _ => words::NOT_SHOWN,
        };
        let shown = row.shown_at.map(time).unwrap_or_default();
        fill(sentence, &[("due", &due), ("shown", &shown)])
    }

    fn what_can_be_done(&self, w: &Waiting) -> Vec<&'static str> {
        match (&w.occurrence, w.row.key.source) {
            (Some(_), Source::Preparation { .. }) => vec!["done", "snooze-60", "open"],
            (Some(_), Source::Planning { .. }) => vec!["open", "fine"],
            (Some(o), _) if asks(&w.row, o) => vec!["kept", "move", "let-go"],
            (Some(o), _) if o.start > self.now() => {
                let mut ids = vec!["fine", "snooze-10", "snooze-60"];
                let evening = domain::phrase::this_evening(self.now(), o.start, self.zone());
                ids.extend(evening.map(|_| "snooze-evening"));
                ids.push("move");
                ids
            }
            (None, Source::Gesture { .. })
                if zone::civil(w.row.due, self.zone()).date() == self.here().date() =>
            {
                vec!["done", "another", "not-today"]
            }
            _ => vec!["fine"],
        }
    }
}

/// What the line of a reminder is about.
pub(crate) fn subject(source: Source) -> Subject {
    match source {
        Source::Date { occurrence, .. } | Source::FollowUp { occurrence, .. } => Subject::Date(occurrence),
        Source::Preparation { preparation, .. } => Subject::Preparation(preparation),
        Source::Planning { occurrence, .. } => Subject::Planning(occurrence),
        Source::Gesture { .. } => Subject::SmallThing,
        Source::RedLetter { id, .. } => Subject::RedLetter(id),
        Source::Summary { .. } => Subject::Nothing,
    }
}

/// Whether a row of the ledger asks for a person's eye.
fn waits(row: &LedgerRow, now: DateTime<Utc>) -> bool {
    if row.cleared || row.due > now {
        return false;
    }
    match row.entry {
        Entry::Expired | Entry::Summarised | Entry::Failed => true,
        Entry::Claimed => now - row.at > UNSETTLED,
        // On time and lately: it is on the screen, nobody was away.
        Entry::Shown => !in_time(row) || row.shown_at.is_none_or(|shown| now - shown > plan::GRACE),
        Entry::Superseded | Entry::Paused | Entry::Snoozed(_) | Entry::Acknowledged => false,
    }
}

/// Whether it was shown when it was due.
pub(crate) fn in_time(row: &LedgerRow) -> bool {
    row.shown_at.is_some_and(|shown| shown - row.due <= plan::LATE)
}

/// Whether it is a question: the one after a date, or a lead of a date that is over and that nobody asks about.
fn asks(row: &LedgerRow, o: &Occurrence) -> bool {
    let after = matches!(
        row.key,
        ReminderKey {
            source: Source::FollowUp { .. },
            ..
        }
    );
    after || (o.status == Status::Past && o.kind.is_couple_time())
}

/// One reason, where it explains everything that was late.
fn because(waiting: &[Waiting]) -> &'static str {
    let mut reasons = waiting
        .iter()
        .filter(|w| !in_time(&w.row))
        .map(|w| w.row.why)
        .collect::<HashSet<_>>()
        .into_iter();
    match (reasons.next().flatten(), reasons.next()) {
        (Some(Why::Asleep), None) => words::BECAUSE_ASLEEP,
        (Some(Why::Off), None) => words::BECAUSE_OFF,
        (Some(Why::Desktop), None) => words::BECAUSE_DESKTOP,
        _ => "",
    }
}
