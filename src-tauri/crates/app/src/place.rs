//! One evening put somewhere else: by hand, or in a sentence; and how far that reaches.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use domain::{
    conflict::{self, Evening},
    occurrence::{Change, Occurrence, OccurrenceKey},
    recurrence::{HORIZON, Rule},
    sentence::Refusal,
    slot::Slot,
    spoken, succession,
    words::{app as app_words, fill, series as words},
    zone,
};

use crate::{
    App, Changed, Error, Invalid, dates, replies,
    replies::Scope,
    settings::Preferences,
    succession::{From, Line},
};

/// Where an evening is to go.
pub(crate) struct Place {
    /// On the wall of its slot's zone.
    pub start: NaiveDateTime,
    pub minutes: u32,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

/// How a series goes on when one of its evenings takes the others along.
struct Course<'a> {
    /// Where the series that are there are left off.
    from: Vec<From<'a>>,
    /// The series from then on.
    like: Slot,
    /// How far it moved on the wall.
    step: Duration,
}

impl App {
    /// Puts an evening at a wall time here, and makes it as long as is said: what a hand does that drags it or its edge.
    /// It goes alone where nothing is said of the others.
    ///
    /// # Errors
    /// Not a key or a wall time; an hour behind us, or so far off that summer time is not known; no length, or more than
    /// a day; a rhythm that no rule says.
    pub fn place(
        &self,
        key: &str,
        start_wall: &str,
        minutes: Option<u32>,
        scope: Option<Scope>,
    ) -> Result<Changed<replies::Done>, Error> {
        let (slot, _, o) = self.find(key)?;
        let to = self.there(&o, start_wall, minutes)?;
        self.put(&slot, &o, &to, scope)
    }

    /// The same, only said: for the reading beside the hand.
    ///
    /// # Errors
    /// Not a key or a wall time, or a date that the planner does not know.
    pub fn read_place(
        &self,
        key: &str,
        start_wall: &str,
        minutes: Option<u32>,
    ) -> Result<replies::Placing, Error> {
        let (slot, _, o) = self.find(key)?;
        let p = self.preferences()?;
        let to = match self.there(&o, start_wall, minutes) {
            Ok(to) => to,
            // Where a hand lets it go can be too short; that it is no time at all is a slip of the caller's.
            Err(refused @ Error::Invalid(Invalid::Minutes)) => {
                return Ok(replies::Placing {
                    words: String::new(),
                    problem: Some(refused.problem()),
                    busy: String::new(),
                    choices: vec![],
                });
            }
            Err(other) => return Err(other),
        };
        let problem = self.can_go(&o, &to, &p).err().map(|e| e.problem());
        Ok(replies::Placing {
            words: self.placed(&to, &p),
            busy: self.busy_then(o.key, &to, &p)?,
            choices: match problem {
                Some(_) => vec![],
                None => self.choices(&slot, &o, &to, &p)?,
            },
            problem,
        })
    }

    /// Puts an evening where it is to go, with as many of the others as is said.
    pub(crate) fn put(
        &self,
        slot: &Slot,
        o: &Occurrence,
        to: &Place,
        scope: Option<Scope>,
    ) -> Result<Changed<replies::Done>, Error> {
        let p = self.preferences()?;
        self.can_go(o, to, &p)?;
        let line = self.line(slot.id)?;
        let head = line.slot(slot.id);
        let course = match scope.unwrap_or(Scope::This) {
            Scope::This => None,
            reach => self.course(&line, head, o, to, reach)?,
        };
        let mut alone = self.change_of(line.changes(head.id), o.key);
        put_alone(&mut alone, head, o, to, self.now());
        let Some(course) = course else {
            let said = if to.minutes == length(o) {
                fill(
                    app_words::SAID_MOVED,
                    &[("when", &self.day_and_time(to.from, &p))],
                )
            } else {
                fill(words::SAID_RESIZED, &[("when", &self.placed(to, &p))])
            };
            return self.save_change(alone, said);
        };
        let (mut edit, new) = self.go_on(&line, &course.from, head, course.like, course.step)?;
        let goes_along = course
            .from
            .iter()
            .any(|f| f.slot.id == head.id && f.at <= o.key.original);
        let key = if goes_along {
            let key = OccurrenceKey {
                slot: new.id,
                original: o.key.original + course.step,
            };
            // It is what the others go by: nothing of its own is left, but a name.
            if let Some(its) = edit.changes.iter_mut().find(|c| c.key == key) {
                its.skipped = false;
                its.moved_to = None;
                its.outcome = None;
                if to.minutes == new.minutes {
                    its.minutes = None;
                }
            }
            key
        } else {
            edit.changes.push(alone);
            o.key
        };
        let said = self.said_from(&new, &p);
        let changed = self.change(&said, None, |w| edit.write(w, &line))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: key.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// "Every Friday, 8 to 10 pm, from 16 October", where a series is another one from one of its evenings on.
    pub(crate) fn said_from(&self, new: &Slot, p: &Preferences) -> String {
        fill(
            words::SAID_FROM,
            &[
                ("what", &self.reading_of(new, p)),
                ("day", &spoken::date_from(new.start.date(), self.here().date())),
            ],
        )
    }

    /// Reads where an evening is to go: a wall time here. As long as it is, where nothing is said.
    fn there(&self, o: &Occurrence, start_wall: &str, minutes: Option<u32>) -> Result<Place, Error> {
        let here = dates::wall_time(start_wall)
            .ok_or_else(|| Error::Invalid(Invalid::Wall(start_wall.to_owned())))?;
        let start = if o.zone == self.zone() {
            here
        } else {
            zone::civil(zone::instant(here, self.zone()), o.zone)
        };
        place_at(o, start, minutes)
    }

    /// How the series goes on, where others go along; `None` where there are none.
    fn course<'a>(
        &self,
        line: &'a Line,
        head: &'a Slot,
        o: &Occurrence,
        to: &Place,
        scope: Scope,
    ) -> Result<Option<Course<'a>>, Error> {
        let original = o.key.original;
        let Some(own) = head.rule.as_ref() else {
            return Ok(None);
        };
        if own.first_from(head.start, original)? != Some(original) {
            return Ok(None);
        }
        let step = if to.start == o.local {
            Duration::zero()
        } else {
            to.start - original
        };
        let from = self.ahead_of(line, head, original, scope, step)?;
        let Some(first) = from.first() else {
            return Ok(None);
        };
        let rule = ending(line, head, &from)?;
        let rule = if step.is_zero() {
            rule
        } else {
            rule.carried(original, to.start)
                .ok_or(Error::Invalid(Invalid::OnlyInWords))?
        };
        let start = if first.slot.id == head.id && (step.is_zero() || first.at == original) {
            first.at + step
        } else {
            self.nearest_ahead(&rule, head, original + step, first.at + step)?
        };
        let as_long = to.minutes == length(o);
        Ok(Some(Course {
            like: Slot {
                start,
                rule: Some(rule),
                minutes: if as_long { head.minutes } else { to.minutes },
                timed_at: if step.is_zero() { head.timed_at } else { self.now() },
                ..head.clone()
            },
            from,
            step,
        }))
    }

    /// The start of a rhythm that is nearest to `wanted`, and ahead; `on` is one of its starts.
    fn nearest_ahead(
        &self,
        rule: &Rule,
        slot: &Slot,
        on: NaiveDateTime,
        wanted: NaiveDateTime,
    ) -> Result<NaiveDateTime, Error> {
        let around = Duration::days(16);
        let endless = rule.endless();
        let begun = endless.begun_by(on, wanted - around).unwrap_or(on);
        let zone = slot.zone_here(self.zone());
        let ahead = |at: &NaiveDateTime| zone::instant(*at, zone) > self.now();
        let near = endless
            .starts(begun, wanted - around, wanted + around, usize::MAX)?
            .at;
        let near = near
            .into_iter()
            .filter(ahead)
            .min_by_key(|at| (*at - wanted).abs());
        Ok(near.unwrap_or(on))
    }

    /// How far it may reach, said; nothing where it can only go alone.
    fn choices(
        &self,
        slot: &Slot,
        o: &Occurrence,
        to: &Place,
        p: &Preferences,
    ) -> Result<Vec<replies::ScopeChoice>, Error> {
        let line = self.line(slot.id)?;
        let head = line.slot(slot.id);
        let mut choices = vec![replies::ScopeChoice {
            scope: Scope::This,
            title: words::ONLY_THIS.to_owned(),
            says: words::ONLY_THIS_SAYS.to_owned(),
        }];
        for scope in [Scope::Following, Scope::All] {
            let like = match self.course(&line, head, o, to, scope) {
                Ok(Some(course)) => course.like,
                Ok(None) | Err(Error::Invalid(Invalid::OnlyInWords)) => continue,
                Err(other) => return Err(other),
            };
            let (title, says) = match scope {
                Scope::Following => (words::FOLLOWING, words::FOLLOWING_SAYS),
                _ => (words::ALL, words::ALL_SAYS),
            };
            let what = self.said_from(&like, p);
            choices.push(replies::ScopeChoice {
                scope,
                title: title.to_owned(),
                says: fill(says, &[("what", &what)]),
            });
        }
        Ok(if choices.len() > 1 { choices } else { vec![] })
    }

    /// Whether an evening may be put there: ahead of us, and where summer time is known. Made longer or shorter, one that
    /// has begun stays where it is.
    pub(crate) fn can_go(&self, o: &Occurrence, to: &Place, p: &Preferences) -> Result<(), Error> {
        if to.start.date() >= HORIZON {
            return Err(Error::Sentence(Refusal::Impossible {
                said: to.start.date().to_string(),
                too_far: true,
            }));
        }
        if to.from <= self.now() && to.start != o.local {
            return Err(Error::Past {
                when: self.day_and_time(to.from, p),
            });
        }
        Ok(())
    }

    /// "Friday 16 October, 8 to 10 pm".
    fn placed(&self, to: &Place, p: &Preferences) -> String {
        let (from, until) = (
            zone::civil(to.from, self.zone()),
            zone::civil(to.until, self.zone()),
        );
        fill(
            words::PLACED,
            &[
                ("day", &spoken::long_date_from(from.date(), self.here().date())),
                ("hours", &spoken::hours(from.time(), until.time(), p.clock)),
            ],
        )
    }

    /// Who is busy then, said; nothing where nobody is.
    fn busy_then(&self, key: OccurrenceKey, to: &Place, p: &Preferences) -> Result<String, Error> {
        let Some(people) = self.people()? else {
            return Ok(String::new());
        };
        let evening = [Evening {
            original: key.original,
            start: to.from,
            end: to.until,
        }];
        let busy = self.busy_between(to.from, to.until)?;
        let clashes = conflict::clashes(&evening, &busy, Duration::zero());
        Ok(clashes.first().map_or_else(String::new, |clash| {
            let among = (&evening[..], &clashes[..]);
            conflict::say(clash, among, &people, self.here().date(), p.clock, self.zone()).busy
        }))
    }
}

/// How far a change in the editor may reach, said.
pub(crate) fn scopes() -> Vec<replies::ScopeChoice> {
    [
        (Scope::This, words::ONLY_THIS, words::ONLY_THIS_SAYS),
        (Scope::Following, words::FOLLOWING, words::FOLLOWING_EDITED),
        (Scope::All, words::ALL, words::ALL_EDITED),
    ]
    .map(|(scope, title, says)| replies::ScopeChoice {
        scope,
        title: title.to_owned(),
        says: says.to_owned(),
    })
    .to_vec()
}

/// How long an evening lasts, in minutes.
fn length(o: &Occurrence) -> u32 {
    u32::try_from((o.end - o.start).num_minutes()).unwrap_or(u32::MAX)
}

/// Where an evening is to go, on the wall of its slot; as long as it is, where nothing is said.
pub(crate) fn place_at(o: &Occurrence, start: NaiveDateTime, minutes: Option<u32>) -> Result<Place, Error> {
    let minutes = minutes.unwrap_or(length(o));
    if !(1..=24 * 60).contains(&minutes) {
        return Err(Error::Invalid(Invalid::Minutes));
    }
    let from = zone::instant(start, o.zone);
    Ok(Place {
        start,
        minutes,
        from,
        until: from + Duration::minutes(minutes.into()),
    })
}

/// What is said of an evening that goes there by itself. Made longer or shorter, everything else said of it stands.
pub(crate) fn put_alone(its: &mut Change, slot: &Slot, o: &Occurrence, to: &Place, now: DateTime<Utc>) {
    its.moved_to = (to.start != o.key.original).then_some(to.start);
    its.minutes = (to.minutes != slot.minutes).then_some(to.minutes);
    if to.start != o.local {
        its.skipped = false;
        its.outcome = None;
        its.timed_at = now;
    }
}

/// The rule of a series that takes the place of all of `from`: its own, with the end that the last of them has.
pub(crate) fn ending(line: &Line, head: &Slot, from: &[From<'_>]) -> Result<Rule, Error> {
    let own = head.rule.as_ref().expect("BUG: asked only for a series");
    if let [only] = from
        && only.slot.id == head.id
    {
        let split = succession::split(head, line.changes(head.id), only.at, head.id)?;
        return Ok(split.after.rule.unwrap_or_else(|| own.clone()));
    }
    let Some(last) = from.last().map(|f| f.slot) else {
        return Ok(own.clone());
    };
    let end = match &last.rule {
        Some(rule) => rule.last(last.start)?,
        None => None,
    };
    Ok(match end {
        // The whole of that day: the hour may be another one now.
        Some(end) => own.until(end.date().and_hms_opt(23, 59, 59).unwrap_or(end)),
        None => own.endless(),
    })
}
