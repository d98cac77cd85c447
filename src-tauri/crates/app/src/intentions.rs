//! What somebody means to do, when and how often: theirs alone, whoever else looks.

use std::{
    collections::{BTreeSet, HashMap},
    ops::Range,
};

use chrono::{Duration, NaiveDate, NaiveTime};
use domain::{
    gesture::{
        Intention, Rhythm, Tick,
        strength::{self, Stillness},
        week_of,
    },
    ids::{GestureId, IntentionId},
    pause::Pause,
    people::Half,
    spoken,
    words::{fill, gestures as words},
};
use store::{Read, StoreError};

use crate::{
    App, Changed, Error, encode,
    gestures::{NoSmallThing, line},
    replies,
    settings::Preferences,
};

/// A cue has at most this many characters.
const CUE_MOST: usize = 140;

/// How far back a strength is looked for: what was done before that moves it by less than a thousandth.
const BACK: Duration = Duration::weeks(156);

const NOON: NaiveTime = NaiveTime::from_hms_opt(12, 0, 0).expect("BUG: 12:00 is a time");

impl App {
    /// Says that `by`, or whoever is here, means to do a gesture: with what cue, and how often. A cue that is not given is
    /// the one they have, or else the library's; an empty one is none.
    ///
    /// # Errors
    /// A gesture that is not there; not a rhythm; the other's, on the computer of one of them; a shared computer and
    /// nobody named.
    pub fn set_intention(
        &self,
        gesture: &str,
        cue: Option<&str>,
        rhythm: &str,
        by: Option<replies::Half>,
    ) -> Result<Changed<replies::Done>, Error> {
        let by = self.own_half(by)?;
        let seen = self.in_sight()?;
        let gesture = seen.gesture(gesture)?;
        let known = self.intention_now(gesture.id, by, seen.today)?;
        let rhythm =
            Rhythm::from_word(rhythm.trim()).ok_or_else(|| NoSmallThing::Rhythm(rhythm.trim().to_owned()))?;
        let cue = match (cue, &known) {
            (Some(cue), _) => line(cue, CUE_MOST)?,
            (None, Some(known)) => known.cue.clone(),
            (None, None) => gesture.cue.clone(),
        };
        let intention = Intention {
            id: known
                .as_ref()
                .map_or_else(|| IntentionId(self.new_id()), |it| it.id),
            gesture: gesture.id,
            by,
            cue,
            rhythm,
            since: known.as_ref().map_or(seen.today, |it| it.since),
            until: None,
        };
        let said = fill(
            words::SAID_MEANT,
            &[(
                "title",
                &seen.title(gesture, seen.favourite(gesture, &[by.other()])),
            )],
        );
        let changed = self.change(&said, Some(by), |w| w.put_intention(&intention))?;
        Ok(changed.done(said, intention.id.to_string()))
    }

    /// Says that they no longer mean to. What they did stays, and how it went until today.
    ///
    /// # Errors
    /// They do not mean to do it; the other's, on the computer of one of them; a shared computer and nobody named.
    pub fn clear_intention(
        &self,
        gesture: &str,
        by: Option<replies::Half>,
    ) -> Result<Changed<replies::Done>, Error> {
        let by = self.own_half(by)?;
        let seen = self.in_sight()?;
        let gesture = seen.gesture(gesture)?;
        let known = self.intention_now(gesture.id, by, seen.today)?;
        let known = known.ok_or(Error::NotFound)?;
        let said = fill(
            words::SAID_NOT_MEANT,
            &[(
                "title",
                &seen.title(gesture, seen.favourite(gesture, &[by.other()])),
            )],
        );
        let changed = self.change(&said, Some(by), |w| {
            if known.since == seen.today {
                w.remove_intention(known.id)
            } else {
                w.put_intention(&Intention {
                    until: Some(seen.today),
                    ..known.clone()
                })
            }
        })?;
        Ok(changed.done(said, known.id.to_string()))
    }

    /// What whoever is looking means to do today, by gesture.
    pub(crate) fn intentions_in(
        &self,
        r: &Read<'_>,
        looking: Option<Half>,
        p: &Preferences,
    ) -> Result<HashMap<GestureId, replies::Intention>, StoreError> {
        let today = self.here().date();
        let mut meant = r.intentions()?;
        meant.retain(|it| Some(it.by) == looking && it.holds_on(today));
        let Some(since) = meant.iter().map(|it| it.since).min() else {
            return Ok(HashMap::new());
        };
        let ticks = r.ticks_since(week_of(since.max(today - BACK), p.week))?;
        let said = |it: &Intention| (it.gesture, reply(it, &ticks, today, p));
        Ok(meant.iter().map(said).collect())
    }

    fn intention_now(
        &self,
        gesture: GestureId,
        by: Half,
        today: NaiveDate,
    ) -> Result<Option<Intention>, Error> {
        let all = self.read(|r| r.intentions())?.unwrap_or_default();
        // The newest, where two computers have made one each.
        let mut its = all.into_iter().rev();
        Ok(its.find(|it| it.gesture == gesture && it.by == by && it.holds_on(today)))
    }
}

fn reply(it: &Intention, ticks: &[Tick], today: NaiveDate, p: &Preferences) -> replies::Intention {
    let its = |tick: &&Tick| tick.gesture == it.gesture && tick.by == it.by;
    let done: Vec<NaiveDate> = ticks.iter().filter(its).map(|tick| tick.day).collect();
    let others = ticks.iter().filter(|tick| !its(tick));
    let still = Stillness {
        pauses: p.pauses.iter().map(days).collect(),
        lively: others
            .map(|tick| week_of(tick.day, p.week))
            .collect::<BTreeSet<_>>(),
        week: p.week,
    };
    let recent = Intention {
        since: it.since.max(today - BACK),
        ..it.clone()
    };
    let strength = strength::strength(&recent, &done, &still, today);
    replies::Intention {
        id: it.id.to_string(),
        by: encode::half(it.by),
        cue: it.cue.clone(),
        rhythm: it.rhythm.word(),
        rhythm_says: it.rhythm.says(),
        strength: strength.map(|of| (of * 1000.0).round() as u16),
        strength_says: strength::says(strength, it.since, today).to_owned(),
        since: fill(words::SINCE, &[("day", &spoken::date_from(it.since, today))]),
    }
}

/// The days of a pause: those whose noon lies in it.
fn days(pause: &Pause) -> Range<NaiveDate> {
    let first_after = |at: chrono::NaiveDateTime| {
        if at.time() <= NOON {
            at.date()
        } else {
            at.date() + Duration::days(1)
        }
    };
    first_after(pause.from)..first_after(pause.until)
}
