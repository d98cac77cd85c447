//! A file as dates of the couple's own, beside those there are.
//!
//! What the planner knows and a file does not (kind, who plans, what became of an evening) stays as it is; of what both
//! know, the file's word is taken. Nothing is ever removed: who can say which dates a file would have had?

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::{DateTime, Duration, NaiveDateTime};
use domain::{
    ids::{ChangeId, SlotId},
    layer::BusySeries,
    occurrence::{Change, OccurrenceKey, Outcome},
    recurrence::{HORIZON, Moment, Series as Recurring},
    red_letter::RedLetter,
    reminder::Lead,
    slot::{Anchor, Kind, Slot},
    spoken,
    words::{fill, import as words},
};
use store::Write;

use super::{
    CalendarFile, ImportForm, Progress,
    compare::Sums,
    counted,
    entries::Refused,
    own::{self, Made, Making, Own},
    rows::{Manner, Said, title},
    summary, ticked, told,
};
use crate::{App, Changed, Error, Series, replies::*};

/// How far two rules are compared, in starts: ten years of Thursdays.
const COMPARED: usize = 520;

/// What the planner has already.
struct Known {
    slots: HashMap<String, (Slot, BTreeMap<NaiveDateTime, Change>)>,
    days: HashMap<String, RedLetter>,
}

/// One event of a file, and what taking it in would write.
struct Item {
    id: String,
    own: Own,
    what: ImportWhat,
    detail: String,
    write: Vec<Put>,
}

/// A row to be written.
enum Put {
    Slot(Box<Slot>),
    Change(Box<Change>),
    NoChange(ChangeId),
    Day(RedLetter),
}

impl App {
    pub(super) fn preview_dates(&self, file: &CalendarFile) -> Result<ImportPreview, Error> {
        let p = self.preferences()?;
        let (items, refused) = self.compare_dates(file)?;
        let manner = self.manner(&p, &[]);
        let mut said: Vec<Said> = items.iter().map(|item| row(item, &manner)).collect();
        let times: Vec<NaiveDateTime> = said.iter().map(|s| s.at).collect();
        said.extend(refused.iter().enumerate().map(|(i, r)| manner.refused(r, i)));
        let (rows, counts) = told(said);
        Ok(ImportPreview {
            file: file.name.clone(),
            summary: summary(counts.all, times.into_iter(), manner.this_year()),
            hint: words::AS_DATES.to_owned(),
            writing: words::WRITING_DATES.to_owned(),
            free: String::new(),
            counts,
            rows,
            again: false,
            names: true,
            watched: false,
        })
    }

    pub(super) fn import_dates(
        &self,
        file: &CalendarFile,
        form: &ImportForm,
        progress: Progress<'_>,
    ) -> Result<Changed<Imported>, Error> {
        let (done, writes) = self.weighed_dates(file, form)?;
        let changed = self.change(&done.said, None, |w| {
            for (n, puts) in writes.iter().enumerate() {
                if progress(n, writes.len()).is_break() {
                    return Err(store::StoreError::Cancelled);
                }
                puts.iter().try_for_each(|put| write(w, put))?;
            }
            match progress(writes.len(), writes.len()).is_break() {
                true => Err(store::StoreError::Cancelled),
                false => Ok(()),
            }
        })?;
        Ok(Changed {
            value: done,
            topics: changed.topics,
        })
    }

    pub(super) fn try_dates(&self, file: &CalendarFile, form: &ImportForm) -> Result<Imported, Error> {
        Ok(self.weighed_dates(file, form)?.0)
    }

    /// What an import says when it is done, and what it writes, an event at a time.
    fn weighed_dates(
        &self,
        file: &CalendarFile,
        form: &ImportForm,
    ) -> Result<(Imported, Vec<Vec<Put>>), Error> {
        let p = self.preferences()?;
        let (items, refused) = self.compare_dates(file)?;
        let flipped: HashSet<&str> = form.ticks.flipped.iter().map(String::as_str).collect();
        let mut sums = Sums::default();
        let mut writes = Vec::new();
        for item in items {
            let take = ticked(form.ticks.base, &flipped, &item.id, true);
            let sum = match item.what {
                ImportWhat::Unchanged => &mut sums.unchanged,
                _ if !take => &mut sums.left_out,
                ImportWhat::Changed => &mut sums.changed,
                _ => &mut sums.added,
            };
            *sum += 1;
            if take {
                writes.push(item.write);
            }
        }
        let taken = sums.added + sums.changed;
        let said = counted(taken, words::SAID_DATES_ONE, words::SAID_DATES_OTHER);
        let done = Imported {
            said: fill(&said, &[("file", &file.name)]),
            title: words::DATES_IN.to_owned(),
            refused: self.manner(&p, &[]).all_refused(&refused),
            ..super::busy::imported(sums)
        };
        Ok((done, writes))
    }

    fn compare_dates(&self, file: &CalendarFile) -> Result<(Vec<Item>, Vec<Refused>), Error> {
        let p = self.preferences()?;
        let read = self.read(|r| Ok((crate::series(r)?, r.red_letters()?)))?;
        let (series, days) = read.unwrap_or_default();
        let known = Known::of(series, days);
        let making = Making {
            here: self.zone(),
            now: self.now(),
            leads: p.leads_of(Kind::Date),
            new_id: &|| self.new_id(),
        };
        let (found, refused) = own::own(&file.calendar, &making);
        let items = found
            .into_iter()
            .enumerate()
            .map(|(n, own)| known.beside(own, format!("d{n}"), &making));
        Ok((items.collect(), refused))
    }
}

fn write(w: &Write<'_>, put: &Put) -> Result<(), store::StoreError> {
    match put {
        Put::Slot(slot) => w.put_slot(slot),
        Put::Change(change) => w.put_change(change),
        Put::NoChange(id) => w.remove_change(*id),
        Put::Day(day) => w.put_red_letter(day),
    }
}

fn row(item: &Item, manner: &Manner<'_>) -> Said {
    let at = manner.wall(item.own.start);
    let (length, again) = match item.own.made.first() {
        Some(Made::Date(slot, _)) => (spoken::duration(slot.minutes), manner.again(&as_busy(slot))),
        Some(Made::Day(_)) => (words::ALL_DAY.to_owned(), Some(words::RED_LETTER.to_owned())),
        None => (String::new(), None),
    };
    Said {
        at: at.civil,
        row: ImportRow {
            id: item.id.clone(),
            uid: item.own.uid.clone(),
            what: item.what,
            when: manner.when(&at),
            title: title(&item.own.title),
            detail: if item.detail.is_empty() {
                again.unwrap_or_default()
            } else {
                item.detail.clone()
            },
            length,
            over: false,
            ticked: item.what != ImportWhat::Unchanged,
        },
    }
}

/// A slot as far as saying how it comes again goes.
fn as_busy(slot: &Slot) -> BusySeries {
    BusySeries {
        uid: String::new(),
        title: String::new(),
        series: Recurring {
            rules: slot.rule.iter().cloned().collect(),
            ..Recurring::once(Moment::Floating(slot.start))
        },
        length: Duration::minutes(slot.minutes.into()),
    }
}

impl Known {
    fn of(series: Series, days: Vec<RedLetter>) -> Known {
        let uid = |slot: &Slot| slot.uid.clone().unwrap_or_else(|| slot.id.to_string());
        Known {
            slots: series.into_iter().map(|(s, c)| (uid(&s), (s, c))).collect(),
            days: days
                .into_iter()
                .filter_map(|day| Some((day.uid.clone()?, day)))
                .collect(),
        }
    }

    /// What taking in an event would write, beside what is here.
    fn beside(&self, own: Own, id: String, making: &Making<'_>) -> Item {
        let (mut writes, mut details) = (Vec::new(), Vec::new());
        let mut any_known = false;
        // A part of a series follows the one before it as it is here, under whatever id.
        let mut ids: HashMap<SlotId, SlotId> = HashMap::new();
        for made in &own.made {
            match made {
                Made::Day(day) => match self.days.get(&own.uid) {
                    None => writes.push(Put::Day(day.clone())),
                    Some(known) => {
                        any_known = true;
                        let day = RedLetter {
                            id: known.id,
                            sort: known.sort,
                            made_at: known.made_at,
                            ..day.clone()
                        };
                        if day != *known {
                            details.push(words::SOME_DAYS_CHANGED.to_owned());
                            writes.push(Put::Day(day));
                        }
                    }
                },
                Made::Date(slot, changes) => {
                    let mut slot = (**slot).clone();
                    slot.continues = slot.continues.map(|id| ids.get(&id).copied().unwrap_or(id));
                    let uid = slot.uid.clone().unwrap_or_default();
                    if let Some((known, said)) = self.slots.get(&uid) {
                        any_known = true;
                        ids.insert(slot.id, known.id);
                        let mut update = Update {
                            known,
                            said,
                            making,
                            writes: vec![],
                            details: vec![],
                        };
                        update.take(&slot, changes, own.without_leads);
                        writes.append(&mut update.writes);
                        details.append(&mut update.details);
                    } else if self.is_known_evening(&uid, slot.start) {
                        any_known = true;
                    } else {
                        // An id of our own comes home to an empty planner as what it was.
                        let changes = changes.values().cloned().map(|c| Put::Change(Box::new(c)));
                        writes.push(Put::Slot(Box::new(slot)));
                        writes.extend(changes);
                    }
                }
            }
        }
        details.dedup();
        let what = match (any_known, writes.is_empty()) {
            (true, true) => ImportWhat::Unchanged,
            (true, false) => ImportWhat::Changed,
            (false, _) => ImportWhat::Added,
        };
        Item {
            id,
            detail: if what == ImportWhat::Changed {
                details.join(" ")
            } else {
                String::new()
            },
            own,
            what,
            write: writes,
        }
    }

    /// Whether this is an evening of a series that is here, written by us on its own because its rhythm no longer has
    /// it: `SLOTID-20261015T190000`.
    fn is_known_evening(&self, uid: &str, start: NaiveDateTime) -> bool {
        let Some((slot, original)) = uid.rsplit_once('-') else {
            return false;
        };
        let original = NaiveDateTime::parse_from_str(original, "%Y%m%dT%H%M%S");
        let (Some((_, changes)), Ok(original)) = (self.slots.get(slot), original) else {
            return false;
        };
        let change = changes.get(&original);
        change.is_some_and(|c| !c.skipped && c.moved_to.unwrap_or(original) == start)
    }
}

/// What the file's word on a date that is here changes.
struct Update<'a> {
    known: &'a Slot,
    said: &'a BTreeMap<NaiveDateTime, Change>,
    making: &'a Making<'a>,
    writes: Vec<Put>,
    details: Vec<String>,
}

impl Update<'_> {
    fn take(&mut self, new: &Slot, changes: &BTreeMap<NaiveDateTime, Change>, without_leads: bool) {
        let known = self.known;
        let mut slot = known.clone();
        let mut changes = changes.clone();
        if known.times.is_some() {
            // So many times a week: its evenings are those that were added, and the first of them begins the file's series.
            let first = new.start;
            changes.entry(first).or_insert_with(|| self.blank(first)).added = true;
        } else if !same_times(known, new) {
            slot.start = new.start;
            slot.rule.clone_from(&new.rule);
            slot.anchor = new.anchor;
            slot.zone = new.zone;
            slot.timed_at = self.making.now;
            self.details.push(words::TIMES_CHANGED.to_owned());
        }
        if slot.minutes != new.minutes {
            slot.minutes = new.minutes;
            self.details.push(words::LENGTH_CHANGED.to_owned());
        }
        if known.kind != Kind::Private && !new.title.is_empty() && new.title != known.title {
            self.details
                .push(fill(words::WAS_CALLED, &[("title", &title(&known.title))]));
            slot.title.clone_from(&new.title);
        }
        if !without_leads && sorted(&new.leads) != sorted(&known.leads) {
            slot.leads.clone_from(&new.leads);
            slot.timed_at = self.making.now;
            self.details.push(words::REMINDERS_CHANGED.to_owned());
        }
        slot.carried.clone_from(&new.carried);
        let evenings = self.evenings(&slot, &changes, new.title.is_empty());
        if !evenings.is_empty() {
            self.details.push(words::SOME_DAYS_CHANGED.to_owned());
        }
        if slot != *known {
            self.writes.push(Put::Slot(Box::new(slot)));
        }
        self.writes.extend(evenings);
    }

    /// What the file says of single evenings, beside what is here.
    /// Where it names nothing, as a discreet export, names stay as they are.
    fn evenings(&self, slot: &Slot, changes: &BTreeMap<NaiveDateTime, Change>, nameless: bool) -> Vec<Put> {
        let known = self.known;
        let originals: BTreeSet<NaiveDateTime> = self.said.keys().chain(changes.keys()).copied().collect();
        let mut writes = Vec::new();
        for original in originals {
            let (is, new) = (self.said.get(&original), changes.get(&original));
            if is.is_some_and(|change| !is_written(known, change)) {
                continue;
            }
            let is_now = is.map(|change| effect(known, change)).unwrap_or_default();
            let mut wanted = new.map(|change| effect(slot, change)).unwrap_or_default();
            if known.kind == Kind::Private {
                wanted.title.clone_from(&is_now.title);
            }
            if nameless && wanted.title.is_none() && !wanted.skipped {
                wanted.title.clone_from(&is_now.title);
            }
            if is_now == wanted {
                continue;
            }
            let mut change = is.cloned().unwrap_or_else(|| self.blank(original));
            if change.moved_to != wanted.moved_to {
                change.timed_at = self.making.now;
            }
            change.skipped = wanted.skipped;
            change.added = wanted.added;
            change.moved_to = wanted.moved_to;
            change.minutes = wanted.minutes;
            change.title = wanted.title;
            let says_something = change.outcome.is_some() || effect(slot, &change) != Effect::default();
            match (says_something, is) {
                (true, _) => writes.push(Put::Change(Box::new(change))),
                (false, Some(_)) => writes.push(Put::NoChange(change.id)),
                (false, None) => {}
            }
        }
        writes
    }

    fn blank(&self, original: NaiveDateTime) -> Change {
        Change {
            id: ChangeId((self.making.new_id)()),
            key: OccurrenceKey {
                slot: self.known.id,
                original,
            },
            skipped: false,
            added: false,
            moved_to: None,
            minutes: None,
            title: None,
            outcome: None,
            timed_at: DateTime::UNIX_EPOCH,
        }
    }
}

/// What a calendar file can say of one evening.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Effect {
    skipped: bool,
    added: bool,
    moved_to: Option<NaiveDateTime>,
    minutes: Option<u32>,
    title: Option<String>,
}

fn effect(slot: &Slot, change: &Change) -> Effect {
    // What was let go is written as cancelled, and to a reader that is gone.
    if change.skipped || change.outcome == Some(Outcome::LetGo) {
        return Effect {
            skipped: !change.added,
            ..Effect::default()
        };
    }
    Effect {
        skipped: false,
        added: change.added,
        moved_to: change.moved_to.filter(|to| *to != change.key.original),
        minutes: change.minutes.filter(|m| *m != slot.minutes),
        title: change
            .title
            .clone()
            .filter(|t| slot.kind != Kind::Private && *t != slot.title),
    }
}

/// Whether a change stands within its series in a file: one of an evening that the rhythm no longer has does not.
fn is_written(slot: &Slot, change: &Change) -> bool {
    let original = change.key.original;
    change.added
        || match &slot.rule {
            Some(rule) => rule.first_from(slot.start, original) == Ok(Some(original)),
            None => slot.times.is_none() && slot.start == original,
        }
}

fn sorted(leads: &[Lead]) -> Vec<String> {
    let mut words: Vec<String> = leads.iter().map(ToString::to_string).collect();
    words.sort_unstable();
    words
}

/// Whether two slots come at the same times, however their rules are written: a file says the first evening where the
/// planner may have the day since when.
fn same_times(a: &Slot, b: &Slot) -> bool {
    if a.anchor != b.anchor || (a.anchor == Anchor::Fixed && a.zone != b.zone) {
        return false;
    }
    if (a.start, &a.rule) == (b.start, &b.rule) {
        return true;
    }
    let starts = |slot: &Slot| {
        let rule = slot.rule.as_ref()?;
        let end = HORIZON.and_hms_opt(0, 0, 0)?;
        let found = rule.starts(slot.start, slot.start, end, COMPARED).ok()?;
        Some((found.at, found.truncated))
    };
    starts(a).is_some() && starts(a) == starts(b)
}
