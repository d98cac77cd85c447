-- The first planner. Instants are integer milliseconds UTC, wall times are text (2026-10-15T19:00), zones are IANA
-- names, ids are UUIDv7 as text. Facts only: occurrences, runs and scores are computed, never kept.

CREATE TABLE slot (
  id        TEXT PRIMARY KEY NOT NULL,
  title     TEXT NOT NULL,
  kind      TEXT NOT NULL,
  label     TEXT NOT NULL,
  start     TEXT NOT NULL,
  minutes   INTEGER NOT NULL,
  rule      TEXT,
  anchor    TEXT NOT NULL,
  zone      TEXT NOT NULL,
  planner   TEXT NOT NULL,
  leads     TEXT NOT NULL,
  timed_at  INTEGER NOT NULL
) STRICT;

-- What the couple said about one occurrence. Two rows may speak of the same one (two computers): the newest id wins.
CREATE TABLE occurrence_change (
  id        TEXT PRIMARY KEY NOT NULL,
  slot      TEXT NOT NULL REFERENCES slot (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  original  TEXT NOT NULL,
  skipped   INTEGER NOT NULL,
  moved_to  TEXT,
  title     TEXT,
  outcome   TEXT,
  timed_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX occurrence_change_slot ON occurrence_change (slot, original);

CREATE TABLE gesture (
  id        TEXT PRIMARY KEY NOT NULL,
  title     TEXT NOT NULL,
  detail    TEXT NOT NULL,
  minutes   INTEGER NOT NULL,
  effort    INTEGER NOT NULL,
  whom      TEXT NOT NULL
) STRICT;

-- An added row, never a counter. No foreign key: a tick outlives its gesture, which may also be one that comes with
-- the program and has no row.
CREATE TABLE gesture_tick (
  id        TEXT PRIMARY KEY NOT NULL,
  gesture   TEXT NOT NULL,
  by        TEXT NOT NULL,
  day       TEXT NOT NULL,
  at        INTEGER NOT NULL,
  note      TEXT NOT NULL
) STRICT;
CREATE INDEX gesture_tick_day ON gesture_tick (day, at);
CREATE INDEX gesture_tick_gesture ON gesture_tick (gesture, day);

-- The two of them: a row a half.
CREATE TABLE person (
  half      TEXT PRIMARY KEY NOT NULL,
  name      TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  name      TEXT PRIMARY KEY NOT NULL,
  value     TEXT NOT NULL
) STRICT;

-- What became of each reminder on this computer. Not the couple's words, not in the change log.
CREATE TABLE ledger (
  slot      TEXT NOT NULL,
  original  TEXT NOT NULL,
  local     TEXT NOT NULL,
  lead      TEXT NOT NULL,
  snooze    INTEGER NOT NULL,
  entry     TEXT NOT NULL,
  until     INTEGER,
  due       INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  attempts  INTEGER NOT NULL,
  engine    TEXT NOT NULL,
  PRIMARY KEY (slot, original, local, lead, snooze)
) STRICT, WITHOUT ROWID;
CREATE INDEX ledger_due ON ledger (due);

-- When the engine last looked at the clock: one row.
CREATE TABLE last_look (
  only      INTEGER PRIMARY KEY NOT NULL CHECK (only = 1),
  at        INTEGER NOT NULL
) STRICT;

-- One step is what a person did at once, or an undo or redo of such a step (`of`). `state` says where a step that
-- was done stands: done, undone (it can be redone), gone (it cannot be stepped over any more). Numbers, not UUIDs:
-- the log is this computer's, and its order is its meaning.
CREATE TABLE change_step (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  kind      TEXT NOT NULL CHECK (kind IN ('did', 'undid', 'redid')),
  said      TEXT NOT NULL,
  by        TEXT,
  at        INTEGER NOT NULL,
  state     TEXT NOT NULL CHECK (state IN ('done', 'undone', 'gone')),
  of        INTEGER REFERENCES change_step (id)
) STRICT;
CREATE INDEX change_step_line ON change_step (kind, state, id);

-- Each row a step touched, as JSON before and after; both are empty once the words have left.
CREATE TABLE change_log (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  step      INTEGER NOT NULL REFERENCES change_step (id),
  tbl       TEXT NOT NULL,
  row       TEXT NOT NULL,
  before    TEXT,
  after     TEXT
) STRICT;
CREATE INDEX change_log_step ON change_log (step);
CREATE INDEX change_log_row ON change_log (tbl, row);
CREATE INDEX change_log_deleted ON change_log (step) WHERE after IS NULL AND before IS NOT NULL;
