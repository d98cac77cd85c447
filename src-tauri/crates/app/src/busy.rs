//! The busy time of both, from the calendars that were read in.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::opening::Busy;
use store::Read;

use crate::{App, Error};

impl App {
    /// When one of the two is busy within `from..until`, by time: each entry of a layer by itself, as long as it is. At
    /// most 400 days are answered.
    ///
    /// An entry has a name only where its layer keeps names. Times that float, and whole days, are those of where this
    /// computer is.
    ///
    /// # Errors
    /// The store's.
    pub fn busy_between(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Busy>, Error> {
        let here = self.zone();
        Ok(self.read(|r| between(r, from, until, here))?.unwrap_or_default())
    }
}

/// The same, within a snapshot that somebody else reads from as well.
pub(crate) fn between(
    read: &Read<'_>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    here: Tz,
) -> Result<Vec<Busy>, store::StoreError> {
    let mut found = Vec::new();
    for layer in read.layers()? {
        for entry in read.busy_between(layer.snapshot, from, until)? {
            let title = if layer.names { entry.title.as_str() } else { "" };
            found.extend(
                entry
                    .between(from, until, here)
                    .into_iter()
                    .map(|(from, until)| Busy {
                        half: layer.half,
                        from,
                        until,
                        title: title.to_owned(),
                    }),
            );
        }
    }
    found.sort_by_key(|busy| (busy.from, busy.until, busy.half));
    Ok(found)
}
