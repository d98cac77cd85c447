//! What a date would meet before it is saved, and clashes that were left as they are.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDateTime};
use domain::{
    conflict::{self, Clash, Evening, Fix},
    occurrence::{self, Change, Occurrence, OccurrenceKey, Status},
    opening::{Taken, Wish},
    people::Half,
    slot::Slot,
    words::{fill, openings as words},
    zone,
};
use store::{StoreError, Write};

use super::AHEAD;
use crate::{App, Changed, Error, Series, encode, replies, replies::Scope, settings::Preferences};

/// How many evenings of a series are held against what both are doing.
const LOOKED_AT: usize = 12;

/// How far ahead those may lie. With the days around the last of them it is as much as busy time is worked out for.
const FAR: Duration = Duration::days(380);

/// The choice under which clashes that were left as they are are kept, a line each.
const LEFT: &str = "left_clashes";

/// How many of those stay known.
const LEFT_MOST: usize = 200;

/// What a form brings besides its slot.
pub(crate) struct Along {
    /// Evenings that go out of the way of something.
    pub moves: Vec<Change>,
    /// Clashes that are left.
    pub left: Option<Left>,
}

/// The clashes that were left, with new ones among them.
pub(crate) struct Left(String);

impl Left {
    /// Writes them down.
    pub(crate) fn write(&self, w: &Write<'_>) -> Result<(), StoreError> {
        w.set_setting(LEFT, Some(&self.0))
    }
}

impl App {
    /// What a date would meet, before it is saved; `None` when it is clear, when the sentence cannot be read yet, and
    /// when there are no names.
    ///
    /// # Errors
    /// The store's. What is wrong with the form is said when it is saved.
    pub fn heads_up(&self, form: &replies::SlotForm) -> Result<Option<replies::HeadsUp>, Error> {
        if form.left {
            return Ok(None);
        }
        let p = self.preferences()?;
        let Ok(made) = self.made_by(form, &p) else {
            return Ok(None);
        };
        let (slot, mut changes) = (made.slot, made.changes);
        let Ok(moves) = self.moves_of(form, &slot, &changes) else {
            return Ok(None);
        };
        changes.extend(moves.into_iter().map(|change| (change.key.original, change)));
        let evenings = self.evenings_of(&slot, &changes)?;
        let looked_at = looked_at(form, &evenings);
        // What becomes of its own line is in `evenings`: the others stay as they are.
        let mut others = self.series()?;
        others.retain(|(other, _)| other.id != slot.id && made.line.slots.iter().all(|s| s.id != other.id));
        let clashes = self.clashes_of(&looked_at)?;
        let clashes = conflict::with_dates(clashes, &looked_at, &self.dates_over(&looked_at, &others)?);
        if clashes.is_empty() {
            return Ok(None);
        }
        let left = self.left()?;
        let asked = |clash: &&Clash| !left.contains(&left_word(key_of(&slot, clash), clash));
        // Somebody's busy time first: they know their own dates.
        let somebody = clashes.iter().filter(asked).find(|clash| !clash.busy.is_empty());
        let first = somebody.or_else(|| clashes.iter().find(asked));
        let (Some(people), Some(clash)) = (self.people()?, first) else {
            return Ok(None);
        };
        let titled = form.title.is_none();
        let fixes = self.fixes((&slot, &evenings), &others, clash, titled, &p)?;
        let (today, here) = (self.here().date(), self.zone());
        let said = conflict::say(clash, (&looked_at, &clashes), &people, today, p.clock, here);
        Ok(Some(replies::HeadsUp {
            halves: replies::Halves {
                first: clash.is_of(Half::First) || !clash.dates.is_empty(),
                second: clash.is_of(Half::Second) || !clash.dates.is_empty(),
            },
            lead: said.lead,
            text: said.busy,
            next: said.next,
            fixes,
        }))
    }

    /// Leaves a date where it is, though it meets something: the plate does not ask again unless that changes.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know.
    pub fn leave_clash(&self, key: &str) -> Result<Changed<replies::Done>, Error> {
        let (slot, _, o) = self.find(key)?;
        let clashes = self.clashes_of(&[evening(&o)])?;
        let left = self.left_with(&slot, &clashes)?;
        let when = self.day_and_time(o.start, &self.preferences()?);
        let said = fill(words::SAID_LEFT, &[("when", &when)]);
        let changed = self.change(&said, None, |w| left.write(w))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: key.to_owned(),
            },
            topics: changed.topics,
        })
    }

    /// What a form brings besides its slot, `slot` as it is saved and `changes` what is said of its evenings then.
    ///
    /// # Errors
    /// A move of an evening that there is not, or to an hour behind us.
    pub(crate) fn comes_along(
        &self,
        form: &replies::SlotForm,
        slot: &Slot,
        changes: &BTreeMap<NaiveDateTime, Change>,
    ) -> Result<Along, Error> {
        if form.moves.is_empty() && !form.left {
            return Ok(Along {
                moves: vec![],
                left: None,
            });
        }
        let moves = self.moves_of(form, slot, changes)?;
        let mut changes = changes.clone();
        changes.extend(moves.iter().map(|change| (change.key.original, change.clone())));
        let left = if form.left {
            let looked_at = looked_at(form, &self.evenings_of(slot, &changes)?);
            Some(self.left_with(slot, &self.clashes_of(&looked_at)?)?)
        } else {
            None
        };
        Ok(Along { moves, left })
    }

    /// Who is busy when a date is put somewhere else, said; nothing where nobody is.
    pub(crate) fn met_at(
        &self,
        o: &Occurrence,
        start: NaiveDateTime,
        p: &Preferences,
    ) -> Result<Option<String>, Error> {
        let start = zone::instant(start, o.zone);
        let there = [Evening {
            start,
            end: start + (o.end - o.start),
            ..evening(o)
        }];
        let clashes = self.clashes_of(&there)?;
        let (Some(people), Some(clash)) = (self.people()?, clashes.first()) else {
            return Ok(None);
        };
        let today = self.here().date();
        let said = conflict::say(clash, (&there, &clashes), &people, today, p.clock, self.zone());
        Ok(Some(said.busy))
    }

    /// The clashes that were left as they are.
    pub(super) fn left(&self) -> Result<Vec<String>, Error> {
        let text = self.read(|r| r.setting(LEFT))?.flatten().unwrap_or_default();
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// At most two ways out of a clash of a slot that is not saved yet. A sentence takes its title along where that is
    /// `titled` by it.
    fn fixes(
        &self,
        (slot, evenings): (&Slot, &[Occurrence]),
        others: &Series,
        clash: &Clash,
        titled: bool,
        p: &Preferences,
    ) -> Result<Vec<replies::Fix>, Error> {
        let here = self.zone();
        let at = clash.evening.start;
        let wish = Wish {
            minutes: slot.minutes,
            kind: slot.kind,
            from: self.now(),
            until: at + AHEAD,
            around: None,
            backup: slot.backup,
            week: p.week,
            most: 1,
        };
        let mut held = self.held(others, (at - AHEAD).max(self.now()), at + AHEAD, None)?;
        held.taken.extend(evenings.iter().map(|o| Taken {
            from: o.start,
            until: o.end,
            called: String::new(),
        }));
        let standing = slot.is_standing();
        let own = slot.zone_here(here);
        let title = if titled { slot.title.as_str() } else { "" };
        let said = |fix: Fix| {
            let to = zone::civil(fix.to(), own);
            replies::Fix {
                said: conflict::say_fix(fix, clash, standing, p.clock, here),
                original: encode::wall(clash.evening.original),
                to: encode::wall(to),
                taken: conflict::say_taken(fix, clash, self.here().date(), p.clock, here),
                sentence: if standing {
                    String::new()
                } else {
                    self.sentence_at(title, slot.kind, to, slot.minutes, p)
                },
            }
        };
        let fixes = conflict::fixes(clash, &held.lives(p, here), &wish);
        Ok(fixes.into_iter().map(said).collect())
    }

    /// The evenings that a form moves, added to what is said of them.
    fn moves_of(
        &self,
        form: &replies::SlotForm,
        slot: &Slot,
        changes: &BTreeMap<NaiveDateTime, Change>,
    ) -> Result<Vec<Change>, Error> {
        let mut moves = Vec::with_capacity(form.moves.len());
        for moved in &form.moves {
            let key = OccurrenceKey {
                slot: slot.id,
                original: encode::wall_from(&moved.original)?,
            };
            let (here, now) = (self.zone(), self.now());
            let o = occurrence::occurrence(slot, changes, key, here, now)?.ok_or(Error::NotFound)?;
            let to = encode::wall_from(&moved.to)?;
            let at = zone::instant(to, o.zone);
            if at <= now {
                let when = self.day_and_time(at, &self.preferences()?);
                return Err(Error::Past { when });
            }
            moves.push(Change {
                moved_to: (to != key.original).then_some(to),
                skipped: false,
                outcome: None,
                timed_at: now,
                ..self.change_of(changes, key)
            });
        }
        Ok(moves)
    }

    /// The evenings that are ahead.
    fn evenings_of(
        &self,
        slot: &Slot,
        changes: &BTreeMap<NaiveDateTime, Change>,
    ) -> Result<Vec<Occurrence>, Error> {
        let now = self.now();
        let mut found = occurrence::occurrences(slot, changes, now, now + FAR, self.zone(), now)?;
        found.retain(|o| matches!(o.status, Status::Planned | Status::Moved));
        Ok(found)
    }

    /// Those of the evenings that meet somebody's busy time, by start. The way there counts only where an hour is offered:
    /// nobody is busy before they are.
    pub(super) fn clashes_of(&self, evenings: &[Evening]) -> Result<Vec<Clash>, Error> {
        let span = (evenings.iter().map(|e| e.start).min()).zip(evenings.iter().map(|e| e.end).max());
        let Some((from, until)) = span else {
            return Ok(vec![]);
        };
        let busy = self.busy_between(from, until)?;
        Ok(conflict::clashes(evenings, &busy, Duration::zero()))
    }

    /// When there are other dates of their own around the evenings.
    fn dates_over(&self, evenings: &[Evening], others: &Series) -> Result<Vec<Taken>, Error> {
        let span = (evenings.iter().map(|e| e.start).min()).zip(evenings.iter().map(|e| e.end).max());
        let Some((from, until)) = span else {
            return Ok(vec![]);
        };
        let (here, now) = (self.zone(), self.now());
        let mut taken = Vec::new();
        for (other, changes) in others {
            // What began the day before may still go on.
            let wide = from - Duration::days(1);
            let found = occurrence::occurrences(other, changes, wide, until, here, now)?;
            let there = found
                .iter()
                .filter(|o| matches!(o.status, Status::Planned | Status::Moved));
            taken.extend(there.map(|o| Taken {
                from: o.start,
                until: o.end,
                called: String::new(),
            }));
        }
        Ok(taken)
    }

    /// What was left, and these.
    fn left_with(&self, slot: &Slot, clashes: &[Clash]) -> Result<Left, Error> {
        let mut left = self.left()?;
        for clash in clashes {
            let word = left_word(key_of(slot, clash), clash);
            left.retain(|other| *other != word);
            left.push(word);
        }
        let first = left.len().saturating_sub(LEFT_MOST);
        Ok(Left(left[first..].join("\n")))
    }
}

/// Names a clash: the evening, and when the busy time it meets begins and ends. Another clash asks again.
pub(super) fn left_word(key: OccurrenceKey, clash: &Clash) -> String {
    let spans = (clash.busy.iter()).map(|b| format!(" {}-{}", b.from.timestamp(), b.until.timestamp()));
    format!("{key}{}", spans.collect::<String>())
}

/// The evenings that a form is about: the next ones, or the one that it changes alone.
fn looked_at(form: &replies::SlotForm, evenings: &[Occurrence]) -> Vec<Evening> {
    let key = form.key.as_ref().filter(|_| form.scope == Some(Scope::This));
    let original = key
        .and_then(|key| key.parse().ok())
        .map(|key: OccurrenceKey| key.original);
    (evenings.iter())
        .filter(|o| original.is_none_or(|only| o.key.original == only))
        .take(LOOKED_AT)
        .map(evening)
        .collect()
}

/// An occurrence, as far as time goes.
pub(super) fn evening(o: &Occurrence) -> Evening {
    Evening {
        original: o.key.original,
        start: o.start,
        end: o.end,
    }
}

fn key_of(slot: &Slot, clash: &Clash) -> OccurrenceKey {
    OccurrenceKey {
        slot: slot.id,
        original: clash.evening.original,
    }
}
