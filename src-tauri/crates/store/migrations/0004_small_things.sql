-- Small things and things to say: gestures of their own and what became of the library's, favourites, ideas for dates,
-- conversation.

-- A row is a gesture of their own, or one of the library that they changed: same id, their words. `needs` is the sort of
-- favourite a template waits for; `state` is offered, hidden or archived; `surprise` is the half that keeps it from the
-- other until it is done.
ALTER TABLE gesture ADD COLUMN cost     TEXT NOT NULL DEFAULT 'free';
ALTER TABLE gesture ADD COLUMN kind     TEXT NOT NULL DEFAULT 'time';
ALTER TABLE gesture ADD COLUMN place    TEXT NOT NULL DEFAULT 'anywhere';
ALTER TABLE gesture ADD COLUMN needs    TEXT;
ALTER TABLE gesture ADD COLUMN cue      TEXT NOT NULL DEFAULT '';
ALTER TABLE gesture ADD COLUMN state    TEXT NOT NULL DEFAULT 'offered';
ALTER TABLE gesture ADD COLUMN surprise TEXT;

-- The year map asks for nothing else of ten years.
CREATE INDEX gesture_tick_half ON gesture_tick (day, by);

-- What it was called when it was done, where a favourite stood in its words: what was made stays what was made.
ALTER TABLE gesture_tick ADD COLUMN called TEXT NOT NULL DEFAULT '';

-- That one of the two means to do a gesture, when, and how often: "When I put the kettle on, I take one up." Theirs
-- alone. `rhythm` is
-- `now`, `daily`, `3 week`, `2 month` or `MO,TH`.
CREATE TABLE private_intention (
  id        TEXT PRIMARY KEY NOT NULL,
  gesture   TEXT NOT NULL,
  by        TEXT NOT NULL,
  cue       TEXT NOT NULL,
  rhythm    TEXT NOT NULL,
  since     TEXT NOT NULL,
  until     TEXT
) STRICT;

-- What one of them likes. `said_by` is who wrote it; `asked` the day it was last asked about.
CREATE TABLE favourite (
  id        TEXT PRIMARY KEY NOT NULL,
  half      TEXT NOT NULL,
  sort      TEXT NOT NULL,
  words     TEXT NOT NULL,
  remark    TEXT NOT NULL,
  said_by   TEXT NOT NULL,
  asked     TEXT NOT NULL,
  made_at   INTEGER NOT NULL
) STRICT;

-- What a day offered, so that it neither flickers nor comes again too soon. `half` is who it was offered to; empty is
-- whoever is here. The engine's; not in the log.
CREATE TABLE suggestion (
  day       TEXT NOT NULL,
  half      TEXT NOT NULL,
  n         INTEGER NOT NULL,
  gesture   TEXT NOT NULL,
  favourite TEXT,
  PRIMARY KEY (day, half, n)
) STRICT, WITHOUT ROWID;

-- What one of them noticed the other do, to thank for. `tick` is the tick it is about, where there is one.
CREATE TABLE private_noticed (
  id        TEXT PRIMARY KEY NOT NULL,
  by        TEXT NOT NULL,
  words     TEXT NOT NULL,
  tick      TEXT,
  day       TEXT NOT NULL,
  thanked   TEXT
) STRICT;

-- What each of the two set for themselves alone: how deep a conversation may go, whether touch is welcome, whether the
-- other may read what they ticked.
CREATE TABLE private_choice (
  id        TEXT PRIMARY KEY NOT NULL,
  half      TEXT NOT NULL,
  name      TEXT NOT NULL,
  value     TEXT NOT NULL
) STRICT;

-- An idea of their own for a date, or one of the library that they changed (same id). `prepare` is a line each.
CREATE TABLE idea (
  id        TEXT PRIMARY KEY NOT NULL,
  title     TEXT NOT NULL,
  detail    TEXT NOT NULL,
  minutes   INTEGER NOT NULL,
  cost      TEXT NOT NULL,
  price     TEXT NOT NULL,
  place     TEXT NOT NULL,
  energy    INTEGER NOT NULL,
  season    TEXT NOT NULL,
  novelty   TEXT NOT NULL,
  prepare   TEXT NOT NULL,
  state     TEXT NOT NULL
) STRICT;

-- That one of them wants it; when both do there are two rows.
CREATE TABLE wish (
  id        TEXT PRIMARY KEY NOT NULL,
  idea      TEXT NOT NULL,
  by        TEXT NOT NULL,
  made_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX wish_idea ON wish (idea);

-- Which idea an evening grew from, so that it is not offered again too soon.
ALTER TABLE date_plan ADD COLUMN idea_id TEXT NOT NULL DEFAULT '';

-- Decks of their own, and the questions in them. A question may also stand in a deck of the library (`deck` is its id).
CREATE TABLE deck (
  id        TEXT PRIMARY KEY NOT NULL,
  title     TEXT NOT NULL,
  about     TEXT NOT NULL,
  made_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE question (
  id        TEXT PRIMARY KEY NOT NULL,
  deck      TEXT NOT NULL,
  words     TEXT NOT NULL,
  depth     INTEGER NOT NULL,
  follow    TEXT NOT NULL,
  hint      TEXT NOT NULL,
  made_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX question_deck ON question (deck);

-- Each card that was drawn: the engine's. `round` counts how often its deck has begun anew.
CREATE TABLE drawn (
  id        TEXT PRIMARY KEY NOT NULL,
  deck      TEXT NOT NULL,
  starter   TEXT NOT NULL,
  round     INTEGER NOT NULL,
  at        INTEGER NOT NULL
) STRICT;
CREATE INDEX drawn_deck ON drawn (deck, round);

-- What the couple said of a card: `kept` for the next date, `skipped`, or `talked` about, with a line if they like.
CREATE TABLE talk (
  id        TEXT PRIMARY KEY NOT NULL,
  starter   TEXT NOT NULL,
  by        TEXT,
  what      TEXT NOT NULL CHECK (what IN ('kept', 'skipped', 'talked')),
  day       TEXT NOT NULL,
  at        INTEGER NOT NULL,
  line      TEXT NOT NULL
) STRICT;
CREATE INDEX talk_starter ON talk (starter);

-- An answer that nobody but its writer has seen, and one that was opened together.
CREATE TABLE private_answer (
  id        TEXT PRIMARY KEY NOT NULL,
  starter   TEXT NOT NULL,
  by        TEXT NOT NULL,
  words     TEXT NOT NULL,
  at        INTEGER NOT NULL
) STRICT;

CREATE TABLE answer (
  id        TEXT PRIMARY KEY NOT NULL,
  starter   TEXT NOT NULL,
  by        TEXT NOT NULL,
  words     TEXT NOT NULL,
  at        INTEGER NOT NULL,
  opened    INTEGER NOT NULL
) STRICT;
CREATE INDEX answer_starter ON answer (starter);

-- The log of private rows, apart from the other, which the two may one day share. `keeper` is whose step it was, where
-- all of it was private: only they can take it back.
CREATE TABLE private_log (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  step      INTEGER NOT NULL REFERENCES change_step (id),
  tbl       TEXT NOT NULL,
  row       TEXT NOT NULL,
  before    TEXT,
  after     TEXT
) STRICT;
CREATE INDEX private_log_step ON private_log (step);
CREATE INDEX private_log_row ON private_log (tbl, row);
CREATE INDEX private_log_deleted ON private_log (step) WHERE after IS NULL AND before IS NOT NULL;
ALTER TABLE change_step ADD COLUMN keeper TEXT;
