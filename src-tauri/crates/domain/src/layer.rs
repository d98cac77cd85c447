//! Other calendars: a layer of busy time that belongs to one of the two.

use chrono::{DateTime, Duration, Utc};

use crate::{
    ids::{LayerId, SnapshotId},
    people::Half,
    recurrence::Series,
};

/// Somebody's other calendar. Only its hours are kept, unless the couple want its names too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layer {
    /// Its identity.
    pub id: LayerId,
    /// What it is called: at first the name of its file.
    pub name: String,
    /// Whose busy time it is.
    pub half: Half,
    /// Whether the names of its entries are kept and told.
    pub names: bool,
    /// The file that is looked at for changes; `None` when it was read once.
    pub path: Option<String>,
    /// Which reading of its file it shows.
    pub snapshot: SnapshotId,
}

/// One reading of a calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Its identity.
    pub id: SnapshotId,
    /// When it was read.
    pub at: DateTime<Utc>,
    /// By which a changed file is told from this one.
    pub stamp: String,
}

/// One entry of a layer: when somebody is busy, once or again and again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusySeries {
    /// `UID` in its file, by which it is known when the file is read again.
    pub uid: String,
    /// Its name, where the layer keeps names; else empty.
    pub title: String,
    /// When.
    pub series: Series,
    /// How long each time; a day for whole days without an end.
    pub length: Duration,
}
