//! A file as dates of the couple's own, beside those there are.
//!
//! What the planner knows and a file does not (kind, who plans, what became of an evening) stays as it is; of what both
//! know, the file's word is taken. Nothing is ever removed: who can say which dates a file would have had?

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::{Duration, NaiveDateTime};
use domain::{
    ids::{ChangeId, SlotId},
    layer::BusySeries,
    occurrence::Change,
    recurrence::{Moment, Series as Recurring},
    red_letter::RedLetter,
    slot::{Kind, Slot},
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
    update::Update,
};
use crate::{App, Changed, Error, Series, replies::*};

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
pub(super) enum Put {
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
        let uid_of = |day: &RedLetter| day.uid.clone().unwrap_or_else(|| day.id.to_string());
        Known {
            slots: series.into_iter().map(|(s, c)| (uid(&s), (s, c))).collect(),
            days: days.into_iter().map(|day| (uid_of(&day), day)).collect(),
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
                    None => writes.push(Put::Day(day.letter.clone())),
                    Some(known) => {
                        any_known = true;
                        let day = day.beside(known);
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
