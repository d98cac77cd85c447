//! When life happens: where a date may go that fell through, a time for a new one, and what a date would meet.
//!
//! What both lives hold is put together in one place, [`Held`]; `domain::opening` and `domain::conflict` decide.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use domain::{
    conflict::{self, Clash, Evening},
    ids::ChangeId,
    occurrence::{self, Change, Occurrence, OccurrenceKey, Status},
    opening::{self, Busy, Lives, Note, Taken, Wish},
    people::{Half, People},
    red_letter::Sort,
    sentence,
    slot::{Kind, Slot},
    words::{fill, openings as words},
    zone,
};

use crate::{App, Changed, Error, Invalid, Series, encode, replies, settings::Preferences};

/// How many openings the plate and the sheets offer.
const OFFERED: usize = 2;

/// How many hours "Find a time" names.
const FOUND: usize = 5;

/// How far ahead a new hour is looked for. The same week comes first anyway.
const AHEAD: Duration = Duration::days(15);

/// How many evenings of a series are held against what both are doing.
const LOOKED_AT: usize = 12;

/// How far ahead those may lie.
const FAR: Duration = Duration::days(380);

/// The plate asks about a clash this long before.
const ASKED_BEFORE: Duration = Duration::days(7);

/// How many clashes that were left as they are stay known.
const LEFT_MOST: usize = 60;

/// What two lives already hold in a stretch of time.
pub(crate) struct Held {
    pub busy: Vec<Busy>,
    pub taken: Vec<Taken>,
    pub notes: Vec<Note>,
}

impl Held {
    pub(crate) fn lives<'a>(&'a self, p: &Preferences, here: chrono_tz::Tz) -> Lives<'a> {
        Lives {
            busy: &self.busy,
            taken: &self.taken,
            notes: &self.notes,
            travel: Duration::minutes(p.travel.into()),
            quiet: p.quiet,
            here,
        }
    }
}

impl App {
    /// Where one date might go: its back-up hour first, the same week before later ones, at most two.
    ///
    /// # Errors
    /// Not a key, or a date that the planner does not know.
    pub fn openings(&self, key: &str) -> Result<replies::Openings, Error> {
        let (slot, _, o) = self.find(key)?;
        self.openings_of(&slot, &o, &self.series()?, &self.preferences()?)
    }

    /// Hours that are open to both, for a date that is only wished for.
    ///
    /// # Errors
    /// A kind or a day that is none; no length, or more than a day.
    pub fn find_time(&self, form: &replies::FindForm) -> Result<replies::Openings, Error> {
        let p = self.preferences()?;
        let kind = match &form.kind {
            Some(word) => self.kind_named(word)?,
            None => Kind::Date,
        };
        let minutes = match form.minutes {
            Some(minutes) if (1..=24 * 60).contains(&minutes) => minutes,
            Some(_) => return Err(Error::Invalid(Invalid::Minutes)),
            None => self.usual_minutes(kind)?,
        };
        let from = match &form.from {
            Some(day) => {
                let day = encode::date_from(day)?;
                zone::instant(day.and_time(NaiveTime::MIN), self.zone()).max(self.now())
            }
            None => self.now(),
        };
        let wish = Wish {
            minutes,
            kind,
            from,
            until: from + AHEAD,
            around: None,
            backup: None,
            week: p.week,
            most: FOUND,
        };
        self.offer(&wish, None, &self.series()?, &p)
    }

    /// What a date would meet, before it is saved; `None` when it is clear, when the sentence cannot be read yet, and
    /// when there are no names.
    pub fn heads_up(&self, form: &replies::SlotForm) -> Result<Option<replies::HeadsUp>, Error> {
        let (p, people) = (self.preferences()?, self.people()?);
        let (Some(people), Ok((slot, changes))) = (people, self.would_be(form, &p)) else {
            return Ok(None);
        };
        let now = self.now();
        let evenings: Vec<Occurrence> =
            occurrence::occurrences(&slot, &changes, now, now + FAR, self.zone(), now)?
                .into_iter()
                .filter(|o| matches!(o.status, Status::Planned | Status::Moved))
                .take(LOOKED_AT)
                .collect();
        self.meets(&slot, &evenings, &people, &p)
    }

    /// The next date, where it meets somebody's busy time within a week and nobody said to leave it.
    pub(crate) fn meeting(
        &self,
        series: &Series,
        next: Option<&(Occurrence, &Slot)>,
        people: Option<&People>,
        p: &Preferences,
    ) -> Result<Option<replies::Meeting>, Error> {
        let (Some((o, slot)), Some(people)) = (next, people) else {
            return Ok(None);
        };
        if o.start <= self.now() || o.start - self.now() > ASKED_BEFORE {
            return Ok(None);
        }
        let busy = self.busy_between(o.start, o.end)?;
        let evening = [evening(o)];
        let clashes = conflict::clashes(&evening, &busy, Duration::zero());
        let Some(clash) = clashes.first() else {
            return Ok(None);
        };
        if self.left()?.contains(&left_word(o.key, clash)) {
            return Ok(None);
        }
        let (today, here) = (self.here().date(), self.zone());
        let said = conflict::say(clash, (&evening, &clashes), people, today, p.clock, here);
        Ok(Some(replies::Meeting {
            item: encode::item(o, Some(people), here, p),
            text: said.busy,
            openings: self.openings_of(slot, o, series, p)?,
        }))
    }

    /// Leaves a date where it is, though it meets something: the plate does not ask again unless that changes.
    pub fn leave_clash(&self, key: &str) -> Result<Changed<replies::Done>, Error> {
        let (_, _, o) = self.find(key)?;
        let busy = self.busy_between(o.start, o.end)?;
        let clashes = conflict::clashes(&[evening(&o)], &busy, Duration::zero());
        let mut left = self.left()?;
        left.extend(clashes.first().map(|clash| left_word(o.key, clash)));
        let first = left.len().saturating_sub(LEFT_MOST);
        let left = left[first..].join("\n");
        let when = self.day_and_time(o.start, &self.preferences()?);
        let said = fill(words::SAID_LEFT, &[("when", &when)]);
        let changed = self.change(&said, None, |w| w.set_setting(LEFT, Some(&left)))?;
        let id = key.to_owned();
        Ok(Changed {
            value: replies::Done { said, id },
            topics: changed.topics,
        })
    }

    /// What both lives hold in `from <= at < until`, one occurrence of ours left out.
    pub(crate) fn held(
        &self,
        series: &Series,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        except: Option<OccurrenceKey>,
    ) -> Result<Held, Error> {
        let mut taken = Vec::new();
        let wide = from - Duration::days(1);
        for (slot, changes) in series {
            let found = occurrence::occurrences(slot, changes, wide, until, self.zone(), self.now())?;
            taken.extend(
                found
                    .iter()
                    .filter(|o| Some(o.key) != except)
                    .filter(|o| !matches!(o.status, Status::Skipped | Status::LetGo))
                    .map(|o| Taken {
                        from: o.start,
                        until: o.end,
                        called: match o.kind {
                            Kind::CheckIn => words::THE_CHECK_IN.to_owned(),
                            Kind::OutsideHelp => words::THE_APPOINTMENT.to_owned(),
                            _ => String::new(),
                        },
                    }),
            );
        }
        Ok(Held {
            busy: self.busy_between(wide, until + Duration::days(1))?,
            taken,
            notes: self.notes(from, until)?,
        })
    }

    /// Openings for a wish, said.
    pub(crate) fn offer(
        &self,
        wish: &Wish,
        except: Option<OccurrenceKey>,
        series: &Series,
        p: &Preferences,
    ) -> Result<replies::Openings, Error> {
        let held = self.held(series, wish.from, wish.until, except)?;
        let (here, today) = (self.zone(), self.here().date());
        let found = opening::openings(&held.lives(p, here), wish);
        let people = self.people()?.unwrap_or_else(nobody);
        let context = self.context(p);
        let said = |o: &opening::Opening| {
            let start = zone::civil(o.start, here);
            replies::Opening {
                start_local: encode::wall(start),
                minutes: wish.minutes,
                said: o.said(today, p.clock, here),
                why: opening::say(&o.why, &people),
                sentence: sentence::sentence(&draft(wish.kind, start, wish.minutes), &context),
            }
        };
        Ok(replies::Openings {
            heading: match found.len() {
                // Of whom nothing is known, nothing is said.
                1 if !self.knows_both()? => words::ONE_UNKNOWN.to_owned(),
                2.. if !self.knows_both()? => words::SOME_UNKNOWN.to_owned(),
                _ => opening::heading(&found, today, p.week, here),
            },
            openings: found.iter().map(said).collect(),
        })
    }

    /// Where an occurrence might go instead.
    pub(crate) fn openings_of(
        &self,
        slot: &Slot,
        o: &Occurrence,
        series: &Series,
        p: &Preferences,
    ) -> Result<replies::Openings, Error> {
        let from = self.now();
        let wish = Wish {
            minutes: u32::try_from((o.end - o.start).num_minutes()).unwrap_or(slot.minutes),
            kind: slot.kind,
            from,
            until: from.max(o.start) + AHEAD,
            around: Some(zone::civil(o.start, self.zone())),
            backup: slot.backup,
            week: p.week,
            most: OFFERED,
        };
        self.offer(&wish, Some(o.key), series, p)
    }

    fn meets(
        &self,
        slot: &Slot,
        evenings: &[Occurrence],
        people: &People,
        p: &Preferences,
    ) -> Result<Option<replies::HeadsUp>, Error> {
        let (Some(first), Some(last)) = (evenings.first(), evenings.last()) else {
            return Ok(None);
        };
        let series: Series = self
            .series()?
            .into_iter()
            .filter(|(other, _)| other.id != slot.id)
            .collect();
        let around = Duration::days(15);
        let held = self.held(
            &series,
            (first.start - around).max(self.now()),
            last.end + around,
            None,
        )?;
        let all: Vec<Evening> = evenings.iter().map(evening).collect();
        let clashes = conflict::clashes(&all, &held.busy, Duration::zero());
        let Some(clash) = clashes.first() else {
            return Ok(None);
        };
        let (here, today) = (self.zone(), self.here().date());
        let wish = Wish {
            minutes: slot.minutes,
            kind: slot.kind,
            from: self.now(),
            until: last.end + around,
            around: None,
            backup: slot.backup,
            week: p.week,
            most: 1,
        };
        let standing = slot.is_standing();
        let own = slot.zone_here(here);
        let fixes = conflict::fixes(clash, &held.lives(p, here), &wish)
            .into_iter()
            .map(|fix| {
                let to = zone::civil(fix.to(), own);
                replies::Fix {
                    said: conflict::say_fix(fix, clash, standing, p.clock, here),
                    original: encode::wall(clash.evening.original),
                    to: encode::wall(to),
                    sentence: if standing {
                        String::new()
                    } else {
                        sentence::sentence(&draft(slot.kind, to, slot.minutes), &self.context(p))
                    },
                }
            })
            .collect();
        let said = conflict::say(clash, (&all, &clashes), people, today, p.clock, here);
        Ok(Some(replies::HeadsUp {
            halves: replies::Halves {
                first: clash.is_of(Half::First),
                second: clash.is_of(Half::Second),
            },
            lead: said.lead,
            text: said.busy,
            next: said.next,
            fixes,
        }))
    }

    /// The slot a form would save, with what was said of its evenings and the moves that the form brings.
    fn would_be(
        &self,
        form: &replies::SlotForm,
        p: &Preferences,
    ) -> Result<(Slot, BTreeMap<NaiveDateTime, Change>), Error> {
        let slot = self.form_slot(form, p)?;
        let mut changes = match &form.id {
            Some(_) => self.read(|r| r.changes(slot.id))?.unwrap_or_default(),
            None => BTreeMap::new(),
        };
        for change in self.moves_of(form, &slot)? {
            changes.insert(change.key.original, change);
        }
        Ok((slot, changes))
    }

    /// The evenings that a form moves, as changes of the slot it saves.
    pub(crate) fn moves_of(&self, form: &replies::SlotForm, slot: &Slot) -> Result<Vec<Change>, Error> {
        form.moves
            .iter()
            .map(|moved| {
                let original = encode::wall_from(&moved.original)?;
                Ok(Change {
                    id: ChangeId(self.new_id()),
                    key: OccurrenceKey {
                        slot: slot.id,
                        original,
                    },
                    skipped: false,
                    added: false,
                    moved_to: Some(encode::wall_from(&moved.to)?),
                    minutes: None,
                    title: None,
                    outcome: None,
                    timed_at: self.now(),
                })
            })
            .collect()
    }

    /// Whether there is a calendar of each of them, so that it can be said when they are free.
    fn knows_both(&self) -> Result<bool, Error> {
        let layers = self.read(|r| r.layers())?.unwrap_or_default();
        let of = |half| layers.iter().any(|layer| layer.half == half);
        Ok(of(Half::First) && of(Half::Second))
    }

    fn left(&self) -> Result<Vec<String>, Error> {
        let text = self.read(|r| r.setting(LEFT))?.flatten().unwrap_or_default();
        Ok(text.lines().map(str::to_owned).collect())
    }

    /// What the days of a stretch are known for.
    fn notes(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Note>, Error> {
        let days = [from, until].map(|at| zone::civil(at, self.zone()).date());
        let red = self.read(|r| r.red_letters())?.unwrap_or_default();
        let years = days[0].year()..=days[1].year();
        Ok(red
            .iter()
            .flat_map(|day| {
                years
                    .clone()
                    .filter_map(move |year| Some((day, day.in_year(year)?)))
            })
            .filter(|(_, day)| days[0] <= *day && *day <= days[1])
            .map(|(red, day): (_, NaiveDate)| Note {
                day,
                text: match red.sort {
                    Sort::Anniversary => words::YOUR_ANNIVERSARY.to_owned(),
                    _ => red.words.clone(),
                },
            })
            .collect())
    }

    /// How long a kind of time usually lasts.
    fn usual_minutes(&self, kind: Kind) -> Result<u32, Error> {
        Ok(match kind {
            Kind::Lunch | Kind::Walk | Kind::OutsideHelp => 60,
            Kind::EveningOut | Kind::EveningIn => 120,
            Kind::CheckIn => 15,
            Kind::Own(id) => {
                let own = self.read(|r| r.own_kinds())?.unwrap_or_default();
                own.iter().find(|k| k.id == id).map_or(90, |k| k.minutes)
            }
            Kind::Date | Kind::Private => 90,
        })
    }
}

/// The choice under which clashes that were left as they are are kept, a line each.
const LEFT: &str = "left_clashes";

/// Names a clash: the evening, and when the busy time it meets begins and ends. Another clash asks again.
fn left_word(key: OccurrenceKey, clash: &Clash) -> String {
    let spans = clash
        .busy
        .iter()
        .map(|b| format!(" {}-{}", b.from.timestamp(), b.until.timestamp()));
    format!("{key}{}", spans.collect::<String>())
}

fn evening(o: &Occurrence) -> Evening {
    Evening {
        original: o.key.original,
        start: o.start,
        end: o.end,
    }
}

pub(crate) fn draft(kind: Kind, start: NaiveDateTime, minutes: u32) -> sentence::Draft {
    sentence::Draft {
        title: String::new(),
        kind,
        start,
        minutes,
        rule: None,
        times: None,
    }
}

/// Before there are names nobody is named: there are no calendars of theirs either.
pub(crate) fn nobody() -> People {
    People {
        first: String::new(),
        second: String::new(),
    }
}
