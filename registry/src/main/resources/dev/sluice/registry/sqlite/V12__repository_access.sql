ALTER TABLE environments ADD COLUMN repository_access TEXT; -- what the host is shown; null for nothing but a token

CREATE TABLE connection_tests (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  environment TEXT NOT NULL REFERENCES environments,
  asked_at    INTEGER NOT NULL,
  held_until  INTEGER NOT NULL DEFAULT 0, -- by the worker that does it; then another one may
  steps       TEXT -- null until it has ended
) STRICT;
CREATE INDEX connection_tests_waiting ON connection_tests (held_until) WHERE steps IS NULL;
CREATE INDEX connection_tests_of_environment ON connection_tests (environment, seq);
