-- Reminders of more than dates: a row is named by its reminder as one line of text, and says when it was shown, why it
-- came late, and whether it was taken off the list. And pauses, as many as the couple like, with both their ends.

CREATE TABLE ledger_new (
  reminder  TEXT PRIMARY KEY NOT NULL,
  entry     TEXT NOT NULL,
  until     INTEGER,
  due       INTEGER NOT NULL,
  at        INTEGER NOT NULL,
  shown_at  INTEGER,
  why       TEXT,
  cleared   INTEGER NOT NULL,
  attempts  INTEGER NOT NULL,
  engine    TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO ledger_new
  SELECT 'date ' || slot || '@' || original || ' ' || local || ' ' || lead || ' ' || snooze, entry, until, due, at,
    CASE WHEN entry IN ('shown', 'snoozed', 'acknowledged') THEN at END, NULL, 0, attempts, engine
  FROM ledger;
DROP TABLE ledger;
ALTER TABLE ledger_new RENAME TO ledger;
CREATE INDEX ledger_due ON ledger (due);

-- Civil times: `from_wall <= now < until_wall`, wherever this computer is.
CREATE TABLE pause (
  id          TEXT PRIMARY KEY NOT NULL,
  from_wall   TEXT NOT NULL,
  until_wall  TEXT NOT NULL
) STRICT;
DELETE FROM setting WHERE name = 'paused_until';

-- Where the computer was at the last look: seven in the evening is another moment elsewhere.
ALTER TABLE last_look ADD COLUMN place TEXT;
