-- A calendar that recovers: evenings added by hand, series that follow one another, what a date is going to be, days to
-- remember, and the calendars of others.

-- "times" is `2 week` for a date that comes twice a week on any day; `backup` is `SA 15:00`; `continues` is the series this
-- one follows, or nothing. `uid` and `carried` are what an imported date brought along and is to take with it again.
ALTER TABLE slot ADD COLUMN times TEXT;
ALTER TABLE slot ADD COLUMN backup TEXT;
ALTER TABLE slot ADD COLUMN continues TEXT;
ALTER TABLE slot ADD COLUMN uid TEXT;
ALTER TABLE slot ADD COLUMN carried TEXT NOT NULL DEFAULT '';

-- An evening that no rule gives, and one that is longer or shorter than its series.
ALTER TABLE occurrence_change ADD COLUMN added INTEGER NOT NULL DEFAULT 0;
ALTER TABLE occurrence_change ADD COLUMN minutes INTEGER;

-- Kinds of time of the couple's own.
CREATE TABLE own_kind (
  id        TEXT PRIMARY KEY NOT NULL,
  name      TEXT NOT NULL,
  icon      TEXT NOT NULL,
  minutes   INTEGER NOT NULL
) STRICT;

-- What one evening is going to be. `surprise` is the half that keeps it from the other until the day.
CREATE TABLE date_plan (
  id        TEXT PRIMARY KEY NOT NULL,
  slot      TEXT NOT NULL REFERENCES slot (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  original  TEXT NOT NULL,
  place     TEXT NOT NULL,
  note      TEXT NOT NULL,
  budget    TEXT NOT NULL,
  idea      TEXT NOT NULL,
  surprise  TEXT
) STRICT;
CREATE INDEX date_plan_slot ON date_plan (slot, original);

-- Who does what on it: `who` is first, second or both.
CREATE TABLE date_part (
  id        TEXT PRIMARY KEY NOT NULL,
  slot      TEXT NOT NULL REFERENCES slot (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  original  TEXT NOT NULL,
  who       TEXT NOT NULL,
  words     TEXT NOT NULL
) STRICT;
CREATE INDEX date_part_slot ON date_part (slot, original);

-- What is to be got ready for it. `lead` is when to be reminded, or nothing; `done_by` who did it, or nothing yet.
CREATE TABLE preparation (
  id        TEXT PRIMARY KEY NOT NULL,
  slot      TEXT NOT NULL REFERENCES slot (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  original  TEXT NOT NULL,
  words     TEXT NOT NULL,
  remark    TEXT NOT NULL,
  lead      TEXT,
  done_by   TEXT,
  done_at   INTEGER,
  made_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX preparation_slot ON preparation (slot, original);

-- Days to remember, every year. `year` is the first one, where it is known.
CREATE TABLE red_letter (
  id        TEXT PRIMARY KEY NOT NULL,
  words     TEXT NOT NULL,
  sort      TEXT NOT NULL,
  month     INTEGER NOT NULL,
  day       INTEGER NOT NULL,
  year      INTEGER,
  made_at   INTEGER NOT NULL,
  uid       TEXT
) STRICT;

-- The calendars of others, as busy time of one of the two. A layer shows one snapshot of its file; reading the file again
-- makes another, so that taking an import back is one row.
CREATE TABLE layer (
  id        TEXT PRIMARY KEY NOT NULL,
  name      TEXT NOT NULL,
  half      TEXT NOT NULL,
  names     INTEGER NOT NULL,
  path      TEXT,
  snapshot  TEXT NOT NULL
) STRICT;

-- What a file said when it was read, and its stamp (length and time) by which a change of it is noticed. Not in the log.
CREATE TABLE snapshot (
  id        TEXT PRIMARY KEY NOT NULL,
  at        INTEGER NOT NULL,
  stamp     TEXT NOT NULL
) STRICT;

-- Busy time: a series as text, and the instants it lies between. Not in the log.
CREATE TABLE busy (
  snapshot  TEXT NOT NULL REFERENCES snapshot (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  n         INTEGER NOT NULL,
  uid       TEXT NOT NULL,
  title     TEXT NOT NULL,
  series    TEXT NOT NULL,
  seconds   INTEGER NOT NULL,
  first     INTEGER NOT NULL,
  last      INTEGER NOT NULL,
  PRIMARY KEY (snapshot, n)
) STRICT, WITHOUT ROWID;
