-- Instants are milliseconds since 1970, commits and digests their hexadecimal text, lists JSON.
-- `seq` orders what was written in the same millisecond.

CREATE TABLE registry (
  only_row      INTEGER PRIMARY KEY CHECK (only_row = 1),
  key_check     BLOB, -- a known text sealed under the master key; a wrong key can't open it
  keys_revision INTEGER NOT NULL
) STRICT;
INSERT INTO registry (only_row, keys_revision) VALUES (1, 0);

CREATE TABLE environments (
  name              TEXT NOT NULL PRIMARY KEY,
  repository_url    TEXT NOT NULL,
  repository_branch TEXT NOT NULL,
  kinde_domain      TEXT,
  go_live_on_sync   INTEGER NOT NULL,
  egress            TEXT, -- the targets allowed; null is the public internet
  webhook_secret    BLOB,
  created_at        INTEGER NOT NULL,
  revision          INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE variables (
  environment TEXT NOT NULL REFERENCES environments,
  name        TEXT NOT NULL,
  value       BLOB NOT NULL,
  secret      INTEGER NOT NULL,
  PRIMARY KEY (environment, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_keys (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  hash        BLOB NOT NULL UNIQUE,
  role        TEXT NOT NULL,
  environment TEXT REFERENCES environments,
  created_at  INTEGER NOT NULL
) STRICT;

CREATE TABLE syncs (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  environment TEXT NOT NULL REFERENCES environments,
  cause       TEXT NOT NULL,
  queued_at   INTEGER NOT NULL,
  due_at      INTEGER NOT NULL,
  status      TEXT NOT NULL,
  commit_id   TEXT,
  problems    TEXT NOT NULL DEFAULT '[]',
  attempts    INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX syncs_of_environment ON syncs (environment, seq);
-- At most one runs per environment and at most one waits.
CREATE UNIQUE INDEX syncs_queued ON syncs (environment) WHERE status = 'queued';
CREATE UNIQUE INDEX syncs_running ON syncs (environment) WHERE status = 'running';

CREATE TABLE sync_log (
  seq   INTEGER PRIMARY KEY,
  sync  TEXT NOT NULL REFERENCES syncs (id),
  at    INTEGER NOT NULL,
  level TEXT NOT NULL,
  text  TEXT NOT NULL
) STRICT;
CREATE INDEX sync_log_of_sync ON sync_log (sync, seq);

CREATE TABLE deliveries (
  environment TEXT NOT NULL REFERENCES environments,
  delivery    TEXT NOT NULL,
  head        TEXT NOT NULL,
  sync        TEXT NOT NULL REFERENCES syncs (id),
  received_at INTEGER NOT NULL,
  PRIMARY KEY (environment, delivery)
) STRICT, WITHOUT ROWID;
CREATE INDEX deliveries_by_age ON deliveries (received_at);

CREATE TABLE synced_commits (
  seq         INTEGER PRIMARY KEY,
  environment TEXT NOT NULL REFERENCES environments,
  commit_id   TEXT NOT NULL,
  inputs      TEXT NOT NULL,
  built_as    TEXT NOT NULL, -- the commit whose build has all of it: itself, or what it's the same as
  UNIQUE (environment, commit_id)
) STRICT;
CREATE INDEX synced_commits_of_environment ON synced_commits (environment, seq);

-- Named by content, so that what many commits leave as it is gets stored once.
CREATE TABLE bundles (
  digest     TEXT NOT NULL PRIMARY KEY,
  code       TEXT NOT NULL,
  source_map TEXT NOT NULL,
  settings   TEXT NOT NULL
) STRICT;

CREATE TABLE deployments (
  seq          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  environment  TEXT NOT NULL REFERENCES environments,
  workflow     TEXT NOT NULL,
  trigger_name TEXT NOT NULL,
  file         TEXT NOT NULL,
  commit_id    TEXT NOT NULL,
  built_at     INTEGER NOT NULL,
  digest       TEXT NOT NULL REFERENCES bundles,
  build_log    TEXT NOT NULL
) STRICT;
CREATE INDEX deployments_of_environment ON deployments (environment, seq);

CREATE TABLE releases (
  environment TEXT NOT NULL REFERENCES environments,
  number      INTEGER NOT NULL,
  at          INTEGER NOT NULL,
  made_by     TEXT NOT NULL,
  reason      TEXT NOT NULL,
  commit_id   TEXT,
  PRIMARY KEY (environment, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE release_deployments (
  environment  TEXT NOT NULL,
  number       INTEGER NOT NULL,
  trigger_name TEXT NOT NULL,
  workflow     TEXT NOT NULL,
  deployment   TEXT NOT NULL REFERENCES deployments (id),
  PRIMARY KEY (environment, number, trigger_name),
  UNIQUE (environment, workflow, number),
  FOREIGN KEY (environment, number) REFERENCES releases
) STRICT, WITHOUT ROWID;

-- No references: a record stands on its own, and writing one must not fail for another's sake.
CREATE TABLE runs (
  seq          INTEGER PRIMARY KEY,
  environment  TEXT NOT NULL,
  id           TEXT NOT NULL,
  trigger_name TEXT NOT NULL,
  workflow     TEXT NOT NULL,
  deployment   TEXT NOT NULL,
  commit_id    TEXT NOT NULL,
  release      INTEGER NOT NULL,
  started_at   INTEGER NOT NULL,
  nanos        INTEGER NOT NULL,
  status       TEXT NOT NULL,
  decision     TEXT NOT NULL,
  detail       TEXT NOT NULL,
  log          TEXT NOT NULL,
  UNIQUE (environment, id)
) STRICT;
CREATE INDEX runs_by_age ON runs (started_at);
