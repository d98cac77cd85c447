//! The reminders that are coming: what `standing remind --dry-run` and the pages list.

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use domain::{
    occurrence::{self, Occurrence, Status},
    phrase::{self, About, Text},
    plan::{self, Due, Facts, Nudge, Planning, ToPrepare},
    reminder::{Entry, Lead, LedgerRow, Source},
    zone,
};
use uuid::Uuid;

use crate::{
    App, Error, encode,
    matters::sentence,
    replies,
    tick::{Snapshot, row},
};

/// How far ahead occurrences are worked out at a time.
const STRETCH: Duration = Duration::days(14);

/// How long after its start an occurrence still has reminders: the question after a long one comes two days later.
const AFTER: Duration = Duration::days(3);

/// A reminder ahead, for `standing remind --dry-run`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Upcoming {
    /// The occurrence; for a small thing, its day.
    pub key: String,
    /// When it will be shown, RFC 3339.
    pub at: String,
    /// The lead; `null` where it is no lead.
    pub lead: Option<replies::Lead>,
    /// `date`, `follow_up`, `preparation`, `planning`, `gesture`, `red_letter`, `summary`.
    pub source: &'static str,
    /// What the notification will say.
    pub text: String,
    /// What it would say discreetly.
    pub discreet_text: String,
    /// What it is about, in the couple's words; may be empty.
    #[serde(skip)]
    pub about: String,
    /// When, as an instant.
    #[serde(skip)]
    pub instant: DateTime<Utc>,
}

impl App {
    /// The reminders that would come from now until `until`, in order, if nobody answered any of them.
    ///
    /// Found by letting the engine's own plan run ahead of the clock, so that pauses, snoozes, quiet hours and limits
    /// count as they will.
    pub fn upcoming(&self, until: DateTime<Utc>) -> Result<Vec<Upcoming>, Error> {
        self.ahead(until, usize::MAX)
    }

    /// The same, at most `most` of them.
    pub(crate) fn ahead(&self, until: DateTime<Utc>, most: usize) -> Result<Vec<Upcoming>, Error> {
        let begun = self.now();
        let Some(snapshot) = self.snapshot(begun)? else {
            return Ok(vec![]);
        };
        let policy = self.policy(&snapshot.preferences, Uuid::nil());
        let mut run = Run::from(self, snapshot, begun)?;
        let mut found = Vec::new();
        while run.now <= until && found.len() < most {
            let now = run.now;
            let facts = run.facts(self)?;
            // What should have come already is not ahead; it is the engine's to say.
            let plan = plan::plan(now, Some(now), &facts, &policy);
            let coming = plan.deliver.iter().filter(|due| due.due >= begun);
            found.extend(coming.map(|due| self.upcoming_reply(due, now, &run.snapshot)));
            run.snapshot.ledger = facts.ledger;
            for due in &plan.deliver {
                if let Source::Gesture { day, .. } = due.key.source {
                    run.snapshot.matters.named.keep(day);
                }
            }
            let shown = plan
                .deliver
                .iter()
                .map(|due| row(due, Entry::Shown, now, Uuid::nil()));
            let closed = plan
                .close
                .iter()
                .map(|(due, entry)| row(due, *entry, now, Uuid::nil()));
            for row in shown.chain(closed) {
                run.snapshot.ledger.retain(|old| old.key != row.key);
                run.snapshot.ledger.push(row);
            }
            // Only what falls due within a day is sure to be seen from here.
            let tomorrow = now + Duration::days(1);
            let next = plan.next_wake.filter(|next| *next > now);
            run.now = next.map_or(tomorrow, |next| next.min(tomorrow));
        }
        found.truncate(most);
        Ok(found)
    }

    fn upcoming_reply(&self, due: &Due, now: DateTime<Utc>, snapshot: &Snapshot) -> Upcoming {
        let p = &snapshot.preferences;
        let of = snapshot.matters.about_due(due);
        let say = |text: Text| sentence(&phrase::say(of, now, self.zone(), text, p.clock));
        let lead = due.key.source.lead().map(encode::lead);
        let named = match (of, &due.occurrence) {
            (About::Gesture { title, .. }, _) => title.to_owned(),
            (About::RedLetter { words, .. }, _) => words.to_owned(),
            (
                About::Preparation {
                    words: Some(words), ..
                },
                _,
            ) => words.to_owned(),
            (_, Some(o)) => o.title.clone(),
            _ => String::new(),
        };
        Upcoming {
            key: due.key.source.subject(),
            at: encode::instant(now, self.zone()),
            lead,
            source: due.key.source.word(),
            text: say(p.text),
            discreet_text: say(Text::Discreet),
            about: named,
            instant: now,
        }
    }
}

/// The plan, running ahead of the clock.
struct Run {
    now: DateTime<Utc>,
    snapshot: Snapshot,
    /// Occurrences from `AFTER` before the stretch's first moment on, each with its leads and how long those reach.
    stretch: Vec<(Occurrence, Vec<Lead>, Duration)>,
    /// The end of the stretch.
    known_until: DateTime<Utc>,
    /// The nudge of the day.
    nudge: Option<Nudge>,
    day: NaiveDateTime,
    preparations: Vec<ToPrepare>,
    planning: Option<Planning>,
}

impl Run {
    fn from(app: &App, mut snapshot: Snapshot, now: DateTime<Utc>) -> Result<Run, Error> {
        snapshot.last_look = Some(now);
        let mut run = Run {
            now,
            preparations: snapshot.matters.to_prepare(),
            planning: snapshot.matters.planning(&snapshot.series, &snapshot.preferences),
            snapshot,
            stretch: vec![],
            known_until: now,
            nudge: None,
            day: NaiveDateTime::MIN,
        };
        run.stretch_on(app)?;
        Ok(run)
    }

    /// What is known at this moment.
    fn facts(&mut self, app: &App) -> Result<Facts, Error> {
        let now = self.now;
        if now >= self.known_until {
            self.stretch_on(app)?;
        }
        let here = zone::civil(now, app.zone());
        if here.date() != self.day.date() {
            self.day = here;
            self.snapshot.last_look = Some(now);
            self.nudge = app.nudge(&mut self.snapshot, now)?;
            self.snapshot.ledger.retain(|row| matters(row, here, now));
        }
        let near = |(o, _, reach): &&(Occurrence, Vec<Lead>, Duration)| {
            now - AFTER <= o.start && o.start <= now + *reach + Duration::days(1)
        };
        let at_now = |(o, leads, _): &(Occurrence, Vec<Lead>, Duration)| {
            let mut o = o.clone();
            if o.end <= now && matches!(o.status, Status::Planned | Status::Moved) {
                o.status = Status::Past;
            }
            (o, leads.clone())
        };
        Ok(Facts {
            occurrences: self.stretch.iter().filter(near).map(at_now).collect(),
            ledger: std::mem::take(&mut self.snapshot.ledger),
            nudge: self.nudge.clone(),
            preparations: self.preparations.clone(),
            planning: self.planning.clone(),
            red_letters: self.snapshot.matters.red_letters.clone(),
            gap: None,
        })
    }

    /// Works out the next stretch.
    fn stretch_on(&mut self, app: &App) -> Result<(), Error> {
        let now = self.now;
        self.known_until = now + STRETCH;
        self.stretch.clear();
        for (slot, changes) in &self.snapshot.series {
            let reach = self.snapshot.matters.reach(slot);
            let to = self.known_until + reach + Duration::days(1);
            let found = occurrence::occurrences(slot, changes, now - AFTER, to, app.zone(), now)?;
            self.stretch
                .extend(found.into_iter().map(|o| (o, slot.leads.clone(), reach)));
        }
        Ok(())
    }
}

/// Whether a row of the ledger still says something: what is about days gone by does not.
fn matters(row: &LedgerRow, here: NaiveDateTime, now: DateTime<Utc>) -> bool {
    let from = here - AFTER - Duration::days(1);
    match row.key.source {
        Source::Date { local, .. }
        | Source::FollowUp { local, .. }
        | Source::Preparation { local, .. }
        | Source::Planning { local, .. } => local >= from,
        Source::Gesture { day, .. } | Source::RedLetter { day, .. } => day >= from.date(),
        Source::Summary { .. } => row.due >= now - AFTER,
    }
}
