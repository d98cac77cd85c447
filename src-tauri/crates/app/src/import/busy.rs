//! A file as the busy time of one of the two.

use chrono::{Duration, NaiveDateTime};
use domain::{
    conflict::{self, Evening},
    ids::{LayerId, SnapshotId},
    layer::{BusySeries, Layer, Snapshot},
    opening::Busy,
    people::Half,
    spoken,
    words::{fill, import as words},
    zone,
};
use store::Write;

use super::{
    CalendarFile, ImportForm, Manner, Progress,
    compare::{self, Item, Sums},
    counted,
    entries::{self, Entries},
    number,
    rows::Stretch,
    summary, told,
};
use crate::{App, Changed, Error, replies::*, settings::Preferences};

/// After so many days a reading that nothing shows any more is let go of: as long as it can be taken back.
const KEPT: Duration = Duration::days(30);

/// How often progress is told of.
const EVERY: usize = 50;

/// A file beside what is here.
pub(super) struct Compared {
    pub layer: Option<Layer>,
    pub items: Vec<Item>,
    pub refused: Vec<entries::Refused>,
    pub free: usize,
}

impl App {
    pub(super) fn preview_busy(
        &self,
        file: &CalendarFile,
        half: Half,
        form: &ImportForm,
    ) -> Result<ImportPreview, Error> {
        let people = self.people()?.ok_or(Error::NamesMissing)?;
        let p = self.preferences()?;
        let Compared {
            layer,
            items,
            refused,
            free,
        } = self.compare_busy(file, half, form.names)?;
        let evenings = self.evenings()?;
        let manner = self.manner(&p, &evenings);
        let mut said: Vec<_> = items.iter().map(|item| manner.item(item)).collect();
        let times: Vec<NaiveDateTime> = said.iter().map(|s| s.at).collect();
        said.extend(refused.iter().enumerate().map(|(i, r)| manner.refused(r, i)));
        let (rows, counts) = told(said);
        let hint = if form.names {
            words::NAMES_KEPT
        } else {
            words::HOURS_ONLY
        };
        Ok(ImportPreview {
            file: file.name.clone(),
            summary: summary(counts.all, times.into_iter(), manner.this_year()),
            hint: hint.to_owned(),
            writing: fill(words::WRITING_BUSY, &[("name", &people.name(half))]),
            free: if free == 0 {
                String::new()
            } else {
                counted(number(free), words::FREE_ONE, words::FREE_OTHER)
            },
            counts,
            rows,
            again: layer.is_some(),
            names: layer.as_ref().is_some_and(|layer| layer.names),
            watched: layer.is_some_and(|layer| layer.path.is_some()),
        })
    }

    pub(super) fn import_busy(
        &self,
        file: &CalendarFile,
        half: Half,
        form: &ImportForm,
        progress: Progress<'_>,
    ) -> Result<Changed<Imported>, Error> {
        let compared = self.compare_busy(file, half, form.names)?;
        let before = compared.layer.clone();
        let (mut done, busy) = self.weighed(file, half, form, compared)?;
        let layer = Layer {
            id: (before.as_ref()).map_or_else(|| LayerId(self.new_id()), |layer| layer.id),
            name: (before.as_ref()).map_or_else(|| file.name.clone(), |layer| layer.name.clone()),
            half,
            names: form.names,
            path: (file.path.as_ref())
                .filter(|_| form.watch)
                .map(|path| path.to_string_lossy().into_owned()),
            snapshot: SnapshotId(self.new_id()),
        };
        let changed = self.change(&done.said, Some(half), |w| {
            self.put_reading(w, &layer, before.as_ref(), &file.stamp, &busy, progress)
        })?;
        done.layer = Some(layer.id.to_string());
        done.over = self.lies_over(half, &self.preferences()?)?;
        Ok(Changed {
            value: done,
            topics: changed.topics,
        })
    }

    pub(super) fn try_busy(
        &self,
        file: &CalendarFile,
        half: Half,
        form: &ImportForm,
    ) -> Result<Imported, Error> {
        let compared = self.compare_busy(file, half, form.names)?;
        Ok(self.weighed(file, half, form, compared)?.0)
    }

    /// What an import says when it is done, and what is kept of the file.
    fn weighed(
        &self,
        file: &CalendarFile,
        half: Half,
        form: &ImportForm,
        compared: Compared,
    ) -> Result<(Imported, Vec<BusySeries>), Error> {
        let people = self.people()?.ok_or(Error::NamesMissing)?;
        let p = self.preferences()?;
        let name = people.name(half);
        let (busy, sums) = compare::chosen(compared.items, &form.ticks);
        let done = Imported {
            said: fill(words::SAID_BUSY, &[("name", &name), ("file", &file.name)]),
            title: fill(words::BUSY_IN, &[("name", &name)]),
            text: lane(half, form.names).to_owned(),
            refused: self.manner(&p, &[]).all_refused(&compared.refused),
            ..imported(sums)
        };
        Ok((done, busy))
    }

    /// What a reading of a watched file holds.
    pub(crate) fn busy_of(
        &self,
        file: &CalendarFile,
        half: Half,
        form: &ImportForm,
    ) -> Result<Vec<BusySeries>, Error> {
        let compared = self.compare_busy(file, half, form.names)?;
        Ok(compare::chosen(compared.items, &form.ticks).0)
    }

    /// Puts a reading of a file in place of the one before.
    pub(crate) fn put_reading(
        &self,
        w: &Write<'_>,
        layer: &Layer,
        before: Option<&Layer>,
        stamp: &str,
        busy: &[BusySeries],
        progress: Progress<'_>,
    ) -> Result<(), store::StoreError> {
        let now = self.now();
        // Counted from when it was last shown: as long as this can be taken back, what it shows is there.
        if let Some(before) = before
            && let Some(old) = w.snapshot(before.snapshot)?
        {
            w.put_snapshot(&Snapshot { at: now, ..old })?;
        }
        w.put_snapshot(&Snapshot {
            id: layer.snapshot,
            at: now,
            stamp: stamp.to_owned(),
        })?;
        for (n, one) in busy.iter().enumerate() {
            if n.is_multiple_of(EVERY) && progress(n, busy.len()).is_break() {
                return Err(store::StoreError::Cancelled);
            }
            let (first, last) = entries::bounds(one);
            w.put_busy(layer.snapshot, n, one, first, last)?;
        }
        if progress(busy.len(), busy.len()).is_break() {
            return Err(store::StoreError::Cancelled);
        }
        w.put_layer(layer)?;
        w.forget_snapshots(now - KEPT)
    }

    /// A file beside the layer it is, or would be.
    pub(super) fn compare_busy(
        &self,
        file: &CalendarFile,
        half: Half,
        names: bool,
    ) -> Result<Compared, Error> {
        let read = self.read(|r| {
            let layers = r.layers()?;
            let path = file.path.as_ref().map(|path| path.to_string_lossy());
            let of_half = || layers.iter().filter(|layer| layer.half == half);
            let known = file
                .layer
                .and_then(|id| layers.iter().find(|layer| layer.id == id));
            let layer = known
                .or_else(|| {
                    of_half().find(|layer| path.is_some() && layer.path.as_deref() == path.as_deref())
                })
                .or_else(|| of_half().find(|layer| layer.name == file.name))
                .cloned();
            let before = match &layer {
                Some(layer) => r.busy(layer.snapshot)?,
                None => vec![],
            };
            Ok((layer, before))
        })?;
        let (layer, before) = read.unwrap_or_default();
        let Entries {
            entries,
            refused,
            free,
        } = entries::entries(&file.calendar, names, self.now());
        let both_named = names && layer.as_ref().is_some_and(|layer| layer.names);
        Ok(Compared {
            items: compare::compare(entries, before, both_named),
            layer,
            refused,
            free,
        })
    }

    pub(super) fn manner<'a>(&self, p: &Preferences, evenings: &'a [Stretch]) -> Manner<'a> {
        Manner {
            context: self.context(p),
            here: self.zone(),
            now: self.now(),
            evenings,
        }
    }

    /// The first date that this one's busy time lies over.
    fn lies_over(&self, half: Half, p: &Preferences) -> Result<Option<ImportOver>, Error> {
        let (now, here) = (self.now(), self.zone());
        let until = now + super::OVER_DAYS;
        let busy: Vec<Busy> = self
            .busy_between(now, until)?
            .into_iter()
            .filter(|busy| busy.half == half)
            .collect();
        let mut evenings = Vec::new();
        for (slot, changes) in self.series()? {
            let found = domain::occurrence::occurrences(&slot, &changes, now, until, here, now)?;
            evenings.extend(found.into_iter().filter(|o| {
                use domain::occurrence::Status::{Moved, Planned};
                matches!(o.status, Planned | Moved)
            }));
        }
        evenings.sort_by_key(|o| (o.start, o.key));
        let plain: Vec<Evening> = evenings
            .iter()
            .map(|o| Evening {
                original: o.key.original,
                start: o.start,
                end: o.end,
            })
            .collect();
        let clashes = conflict::clashes(&plain, &busy, Duration::zero());
        let Some(first) = clashes.first() else {
            return Ok(None);
        };
        let found = evenings.iter().find(|o| o.start == first.evening.start);
        let start = zone::civil(first.evening.start, here);
        let day = spoken::long_date_from(start.date(), self.here().date());
        let template = if clashes.len() == 1 {
            words::OVER_ONE
        } else {
            words::OVER_OTHER
        };
        let hours = first.busy.first().map(|busy| {
            let (from, until) = (zone::civil(busy.from, here), zone::civil(busy.until, here));
            spoken::hours(from.time(), until.time(), p.clock)
        });
        let count = spoken::number(clashes.len() as u64);
        Ok(Some(ImportOver {
            key: found.map(|o| o.key.to_string()).unwrap_or_default(),
            lead: fill(template, &[("n", &count), ("day", &day)]),
            hours: hours.unwrap_or_default(),
        }))
    }
}

impl Manner<'_> {
    pub(super) fn all_refused(&self, refused: &[entries::Refused]) -> Vec<ImportRefused> {
        let one = |r: &entries::Refused| ImportRefused {
            uid: r.uid.clone(),
            about: self.about(r),
            reason: self.reason(&r.reason),
        };
        refused.iter().map(one).collect()
    }

    pub(super) fn this_year(&self) -> i32 {
        chrono::Datelike::year(&self.context.now)
    }
}

fn lane(half: Half, names: bool) -> &'static str {
    match (half, names) {
        (Half::First, false) => words::LANE_LEFT,
        (Half::Second, false) => words::LANE_RIGHT,
        (Half::First, true) => words::LANE_LEFT_NAMES,
        (Half::Second, true) => words::LANE_RIGHT_NAMES,
    }
}

/// The sums of an import, with nothing else said yet.
pub(super) fn imported(sums: Sums) -> Imported {
    Imported {
        said: String::new(),
        title: String::new(),
        text: String::new(),
        layer: None,
        added: sums.added,
        changed: sums.changed,
        unchanged: sums.unchanged,
        gone: sums.gone,
        left_out: sums.left_out,
        refused: vec![],
        over: None,
    }
}
