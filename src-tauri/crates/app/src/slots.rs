//! Making, reading and changing slots.

use chrono::NaiveDateTime;
use domain::{
    ids::SlotId,
    occurrence, plain,
    reminder::Lead,
    sentence::{self, Context},
    slot::{Kind, Planner, Slot},
    spoken,
    words::{app as words, fill, kinds as kind_words},
    zone,
};

use crate::{App, Changed, Error, Invalid, encode, kinds, place, replies, settings::Preferences};

/// A title has at most this many characters.
const TITLE_MOST: usize = 120;

/// How many dates a reading shows ahead.
const NEXT: usize = 4;

impl App {
    /// What a sentence means, or why it means nothing yet.
    pub fn read_sentence(&self, text: &str) -> Result<replies::Reading, Error> {
        let p = self.preferences()?;
        Ok(match sentence::read(text, &self.context(&p)) {
            Ok(reading) => self.reading_reply(reading),
            Err(refusal) => refused(sentence::spans(text), Error::Sentence(refusal).problem()),
        })
    }

    /// What the editor opens with: of a date's id, or of the key of one of its evenings; `None` for a new date.
    pub fn editor(&self, slot: Option<&str>) -> Result<replies::Editor, Error> {
        let p = self.preferences()?;
        let mut exceptions = Vec::new();
        let (mut shown, mut shown_rule) = (None, false);
        if let Some(id) = slot {
            let slot = self.slot_on(id)?;
            let today = self.here().date();
            for change in self.read(|r| r.changes(slot.id))?.unwrap_or_default().values() {
                let day = change.key.original.date();
                let text = match change.moved_to {
                    _ if day < today => continue,
                    _ if change.skipped => words::SKIPPED.to_owned(),
                    Some(to) => {
                        let when = format!(
                            "{} {}, {}",
                            encode::day_in_brief(to.date()),
                            spoken::month_short(chrono::Datelike::month(&to)),
                            spoken::time(to.time(), p.clock)
                        );
                        fill(words::MOVED_TO, &[("when", &when)])
                    }
                    None if change.added => {
                        let time = spoken::time(change.key.original.time(), p.clock);
                        fill(kind_words::SET_AT, &[("time", &time)])
                    }
                    None => continue,
                };
                exceptions.push(replies::Exception {
                    set: change.added && !change.skipped && change.moved_to.is_none(),
                    key: change.key.to_string(),
                    day: spoken::short_date(day),
                    text,
                });
            }
            shown_rule = slot.rule.is_some();
            shown = Some(self.slot_reply(&self.seen(slot)?, &p));
        }
        Ok(replies::Editor {
            slot: shown,
            exceptions,
            scopes: shown_rule.then(place::scopes).unwrap_or_default(),
            kinds: kinds::all(&p),
            backup_days: kinds::backup_days(&p),
            leads: encode::lead_choices(&p),
            defaults: p.leads.iter().copied().map(encode::lead).collect(),
            kind_defaults: encode::kind_leads(&p),
            zone: self.zone().name().to_owned(),
        })
    }

    /// Every slot.
    pub fn slots(&self) -> Result<Vec<replies::Slot>, Error> {
        let p = self.preferences()?;
        let series = self.series()?;
        Ok(series.iter().map(|(slot, _)| self.slot_reply(slot, &p)).collect())
    }

    /// One slot, by its id; or by the key of one of its evenings, where turns are those from that evening on.
    ///
    /// # Errors
    /// Neither an id nor a key, or of nothing that the planner knows.
    pub fn show_slot(&self, id: &str) -> Result<replies::Slot, Error> {
        Ok(self.slot_reply(&self.seen(self.slot_on(id)?)?, &self.preferences()?))
    }

    /// Makes a slot, or changes one: the sentence is read again here, nothing is taken on trust.
    ///
    /// # Errors
    /// A sentence that cannot be read; a private date without a label; leads, kinds and titles out of range.
    pub fn save_slot(&self, form: replies::SlotForm) -> Result<Changed<replies::Done>, Error> {
        let mut made = self.made_by(&form, &self.preferences()?)?;
        let along = self.comes_along(&form, &made.slot, &made.changes)?;
        along.moves.into_iter().for_each(|moved| made.edit.say(moved));
        let changed = self.change(&made.said, None, |w| {
            made.edit.write(w, &made.line)?;
            along.left.iter().try_for_each(|left| left.write(w))
        })?;
        Ok(Changed {
            value: replies::Done {
                said: made.said,
                id: made.slot.id.to_string(),
            },
            topics: changed.topics,
        })
    }

    /// What saving a form would make, without saving it: `standing date add --dry-run`.
    pub fn try_slot(&self, form: &replies::SlotForm) -> Result<(replies::Slot, replies::Reading), Error> {
        let p = self.preferences()?;
        let slot = self.slot_from(form, None, None, &p)?;
        let reading = self.read_sentence(&form.sentence)?;
        Ok((self.slot_reply(&slot, &p), reading))
    }

    /// Removes a slot with all that was said of its occurrences; undo brings all of it back.
    pub fn remove_slot(&self, id: &str) -> Result<Changed<replies::Done>, Error> {
        let slot = self.slot(id)?;
        let said = fill(
            words::SAID_REMOVED,
            &[("what", &self.reading_of(&slot, &self.preferences()?))],
        );
        let changed = self.change(&said, None, |w| w.remove_slot(slot.id))?;
        Ok(Changed {
            value: replies::Done {
                said,
                id: id.to_owned(),
            },
            topics: changed.topics,
        })
    }

    /// "Every Thursday, 7 to 9 pm".
    pub(crate) fn reading_of(&self, slot: &Slot, p: &Preferences) -> String {
        sentence::say(&draft(slot), &self.context(p))
    }

    pub(crate) fn context(&self, p: &Preferences) -> Context {
        Context {
            now: self.here(),
            order: p.order,
            clock: p.clock,
        }
    }

    pub(crate) fn reading_reply(&self, reading: sentence::Reading) -> replies::Reading {
        let draft = reading.draft;
        let starts = self.next_starts(&draft, NEXT);
        let days: Vec<chrono::NaiveDate> = starts.iter().map(NaiveDateTime::date).collect();
        let next = match (&draft.rule, days.len()) {
            (None, _) => String::new(),
            (Some(_), NEXT) => format!("{} …", spoken::list(&days)),
            (Some(_), _) => spoken::list(&days),
        };
        let here = self.zone();
        replies::Reading {
            spans: spans(&reading.spans),
            words: reading.words,
            tail: reading.tail,
            next,
            instants: starts
                .iter()
                .map(|s| encode::instant(zone::instant(*s, here), here))
                .collect(),
            notes: reading.notes,
            problem: None,
            draft: Some(replies::Draft {
                repeats: kinds::repeats(&draft),
                times: draft.times.map(|times| times.to_string()),
                title: draft.title,
                kind: draft.kind.word().into_owned(),
                rule: draft.rule.map(|r| r.text().to_owned()),
                start_local: encode::wall(draft.start),
                minutes: draft.minutes,
            }),
        }
    }

    fn next_starts(&self, draft: &sentence::Draft, most: usize) -> Vec<NaiveDateTime> {
        match &draft.rule {
            // On which days, nobody knows yet.
            None if draft.times.is_some() => vec![],
            None => vec![draft.start],
            Some(rule) => {
                // What lies behind is not next, also where the series began long ago.
                let from = draft.start.max(self.here());
                let horizon = from + chrono::Duration::days(5 * 366);
                rule.starts(draft.start, from, horizon, most)
                    .map(|s| s.at)
                    .unwrap_or_default()
            }
        }
    }

    pub(crate) fn slot(&self, id: &str) -> Result<Slot, Error> {
        let id: SlotId = id.parse().map_err(|_| Error::NotFound)?;
        self.read(|r| r.slot(id))?.flatten().ok_or(Error::NotFound)
    }

    /// A slot by its id; or by the key of one of its evenings, with the turns as they go on from there: whoever is first
    /// plans that one.
    fn slot_on(&self, id: &str) -> Result<Slot, Error> {
        if !id.contains('@') {
            return self.slot(id);
        }
        let (slot, changes, o) = self.find(id)?;
        let (Planner::Turns(first), Some(_)) = (slot.planner, &slot.rule) else {
            return Ok(slot);
        };
        let next = occurrence::whose_turn(&slot, &changes, first, o.key.original)?;
        Ok(Slot {
            planner: Planner::Turns(next),
            ..slot
        })
    }

    /// The slot that a form makes, or makes of another. A rhythm is read from the day of `since` on, where that is given:
    /// every other week stays the same ones.
    ///
    /// # Errors
    /// As [`App::save_slot`].
    pub(crate) fn slot_from(
        &self,
        form: &replies::SlotForm,
        before: Option<&Slot>,
        since: Option<NaiveDateTime>,
        p: &Preferences,
    ) -> Result<Slot, Error> {
        let context = self.context(p);
        // An unchanged sentence keeps the times to the letter: a series of years must not begin anew today.
        let unchanged = before.filter(|b| sentence::sentence(&draft(b), &context) == form.sentence.trim());
        let draft = match unchanged {
            Some(before) => draft(before),
            None => {
                let read = |context| sentence::read(&form.sentence, context).map(|reading| reading.draft);
                let draft = read(&context).map_err(Error::Sentence)?;
                match since.filter(|_| draft.rule.is_some()) {
                    None => draft,
                    Some(since) => {
                        let now = since.date().and_time(chrono::NaiveTime::MIN);
                        read(&Context { now, ..context }).unwrap_or(draft)
                    }
                }
            }
        };
        // Found on any day since it was first wanted, however often it is wanted now.
        let start = match before.filter(|b| b.times.is_some() && draft.times.is_some()) {
            Some(b) if draft.start.date() == context.now.date() => {
                b.start.date().and_time(draft.start.time())
            }
            _ => draft.start,
        };
        let draft = sentence::Draft { start, ..draft };
        let kind = match &form.kind {
            Some(word) => kinds::named(p, word)?,
            None => draft.kind,
        };
        let label = title(&form.label)?;
        if kind == Kind::Private && label.is_empty() {
            return Err(Error::Invalid(Invalid::LabelEmpty));
        }
        let leads: Vec<Lead> = match &form.leads {
            Some(leads) => leads.iter().map(encode::lead_from).collect::<Result<_, _>>()?,
            None => before.map_or_else(|| p.leads_of(kind).to_vec(), |b| b.leads.clone()),
        };
        let mut leads = leads;
        let mut seen = std::collections::HashSet::new();
        leads.retain(|lead| seen.insert(*lead));
        let anchor = match &form.anchor {
            Some(word) => encode::anchor_from(word)?,
            None => before
                .filter(|b| b.kind == kind)
                .map_or(kind.anchor(), |b| b.anchor),
        };
        // How long it is moves no reminder.
        let timed = |b: &&Slot| b.start == draft.start && b.rule == draft.rule && b.leads == leads;
        Ok(Slot {
            id: before.map_or_else(|| SlotId(self.new_id()), |b| b.id),
            title: title(form.title.as_deref().unwrap_or(&draft.title))?,
            kind,
            label: if kind == Kind::Private {
                label
            } else {
                String::new()
            },
            start: draft.start,
            minutes: draft.minutes,
            rule: draft.rule.clone(),
            anchor,
            zone: before
                .filter(|b| b.anchor == anchor)
                .map_or_else(|| self.zone(), |b| b.zone),
            planner: encode::planner_from(form.planner),
            timed_at: before
                .filter(timed)
                .map_or_else(|| self.now(), |b: &Slot| b.timed_at),
            leads,
            times: draft.times,
            backup: match form.backup.as_deref() {
                None => before.and_then(|b| b.backup),
                Some(word) => kinds::backup_from(word, &context)?,
            },
            continues: before.and_then(|b| b.continues),
            uid: before.and_then(|b| b.uid.clone()),
            carried: before.map(|b| b.carried.clone()).unwrap_or_default(),
        })
    }

    fn slot_reply(&self, slot: &Slot, p: &Preferences) -> replies::Slot {
        let mut draft = draft(slot);
        if slot.kind == Kind::Private {
            // It goes by its label alone, in its editor too.
            draft.title.clear();
        }
        let context = self.context(p);
        replies::Slot {
            id: slot.id.to_string(),
            title: draft.title.clone(),
            label: slot.label.clone(),
            kind: slot.kind.word().into_owned(),
            rule: slot.rule.as_ref().map(|r| r.text().to_owned()),
            start_local: encode::wall(slot.start),
            zone: slot.zone.name().to_owned(),
            anchor: encode::anchor_word(slot.anchor).to_owned(),
            minutes: slot.minutes,
            leads: slot.leads.iter().copied().map(encode::lead).collect(),
            planner: encode::planner(slot.planner),
            times: slot.times.map(|times| times.to_string()),
            backup: slot.backup.map(|backup| backup.to_string()).unwrap_or_default(),
            backup_words: kinds::backup_said(slot.backup, p),
            reading: sentence::say(&draft, &context),
            sentence: sentence::sentence(&draft, &context),
        }
    }
}

/// A reading that says only why there is none.
pub(crate) fn refused(recognised: Vec<sentence::Span>, problem: replies::Problem) -> replies::Reading {
    replies::Reading {
        spans: spans(&recognised),
        draft: None,
        words: String::new(),
        tail: String::new(),
        next: String::new(),
        instants: vec![],
        notes: vec![],
        problem: Some(problem),
    }
}

/// A title, in one line.
///
/// # Errors
/// More than 120 characters.
pub(crate) fn title(text: &str) -> Result<String, Error> {
    let text = plain::line(text);
    if text.chars().count() > TITLE_MOST {
        return Err(Error::Invalid(Invalid::TextLong(TITLE_MOST)));
    }
    Ok(text)
}

fn draft(slot: &Slot) -> sentence::Draft {
    sentence::Draft {
        title: slot.title.clone(),
        kind: slot.kind,
        start: slot.start,
        minutes: slot.minutes,
        rule: slot.rule.clone(),
        times: slot.times,
    }
}

fn spans(spans: &[sentence::Span]) -> Vec<replies::Span> {
    let unit = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    spans
        .iter()
        .map(|s| replies::Span {
            start: unit(s.start),
            end: unit(s.end),
            what: s.what.word().to_owned(),
        })
        .collect()
}
