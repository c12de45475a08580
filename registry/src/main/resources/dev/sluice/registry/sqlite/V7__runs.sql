-- `seq` orders runs by when they began: the millisecond times 2^20, plus a count within it.
CREATE TABLE runs_in_order (
  seq          INTEGER PRIMARY KEY,
  environment  TEXT NOT NULL,
  id           TEXT NOT NULL,
  trigger_name TEXT NOT NULL,
  workflow     TEXT NOT NULL,
  deployment   TEXT NOT NULL,
  commit_id    TEXT NOT NULL,
  release      INTEGER NOT NULL,
  preview      INTEGER NOT NULL,
  started_at   INTEGER NOT NULL,
  nanos        INTEGER NOT NULL,
  status       TEXT NOT NULL,
  decision     TEXT NOT NULL,
  level        INTEGER NOT NULL, -- the log's highest: 1 debug, 2 info, 3 warn, 4 error; 0 without
  user         BLOB, -- a blind index
  detail       TEXT NOT NULL,
  log          TEXT NOT NULL,
  event        TEXT,
  UNIQUE (environment, id)
) STRICT;
INSERT INTO runs_in_order
SELECT (started_at << 20) + row_number() OVER (PARTITION BY started_at ORDER BY id) - 1,
  environment, id, trigger_name, workflow, deployment, commit_id, release, 0,
  started_at, nanos, status, decision,
  coalesce(
    (SELECT max(CASE line.value ->> 'level'
       WHEN 'error' THEN 4 WHEN 'warn' THEN 3 WHEN 'info' THEN 2 ELSE 1 END)
     FROM json_each(log) AS line), 0),
  NULL, detail, log, NULL
FROM runs;
DROP TABLE runs;
ALTER TABLE runs_in_order RENAME TO runs;
CREATE INDEX runs_of_environment ON runs (environment, seq);

-- The words of each run's log, and a token for each value that runs are listed by, which begins
-- with U+E000 as no word does. One inverted index finds every combination, and costs the writer
-- half of what an index for each value would.
CREATE VIRTUAL TABLE run_words
USING fts5 (words, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
INSERT INTO run_words (rowid, words)
SELECT seq,
  concat_ws(' ',
    char(57344) || 'e' || hex(environment),
    char(57344) || 'w' || hex(concat(environment, char(31), workflow)),
    char(57344) || 't' || hex(concat(environment, char(31), trigger_name)),
    char(57344) || 'd' || hex(concat(environment, char(31), deployment)),
    char(57344) || 'r' || hex(concat(environment, char(31), release)),
    char(57344) || 's' || hex(concat(environment, char(31), status)),
    char(57344) || 'c' || hex(concat(environment, char(31), decision)),
    char(57344) || 'p' || hex(concat(environment, char(31), 'false')),
    CASE WHEN level >= 1 THEN char(57344) || 'l' || hex(concat(environment, char(31), 'debug')) END,
    CASE WHEN level >= 2 THEN char(57344) || 'l' || hex(concat(environment, char(31), 'info')) END,
    CASE WHEN level >= 3 THEN char(57344) || 'l' || hex(concat(environment, char(31), 'warn')) END,
    CASE WHEN level >= 4 THEN char(57344) || 'l' || hex(concat(environment, char(31), 'error')) END,
    (SELECT group_concat(line.value ->> 'text', ' ') FROM json_each(log) AS line))
FROM runs ORDER BY seq;

CREATE INDEX syncs_of_status ON syncs (environment, status, seq);
-- What keeps a sync's row: looked up for each that is to be forgotten.
CREATE INDEX deliveries_of_sync ON deliveries (sync);
CREATE INDEX releases_by_maker ON releases (environment, made_by);
