-- Checks of pull requests wait and run beside the syncs of the branch: at most one of each.
ALTER TABLE syncs ADD COLUMN pull_request INTEGER; -- its number; null if the branch is brought in
ALTER TABLE syncs ADD COLUMN pull_request_text TEXT; -- all that is known of it
ALTER TABLE syncs ADD COLUMN findings TEXT; -- of a check: what is different from what is live
ALTER TABLE syncs ADD COLUMN told_commit TEXT; -- the commit its host is told of; null if it isn't told
DROP INDEX syncs_queued;
DROP INDEX syncs_running;
CREATE UNIQUE INDEX syncs_queued ON syncs (environment, coalesce(pull_request, -1))
  WHERE status = 'queued';
CREATE UNIQUE INDEX syncs_running ON syncs (environment, coalesce(pull_request, -1))
  WHERE status = 'running';

ALTER TABLE deliveries ADD COLUMN host TEXT; -- the kind of Git host that sent it
ALTER TABLE environments ADD COLUMN status_api TEXT; -- where its host is told; null is the default

-- What Git hosts are still to be told; newer news about a subject take the place of older.
CREATE TABLE notices (
  environment TEXT NOT NULL REFERENCES environments,
  subject     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  commit_id   TEXT NOT NULL,
  sync        TEXT NOT NULL REFERENCES syncs (id) ON DELETE CASCADE,
  version     INTEGER NOT NULL, -- grows with the news
  since       INTEGER NOT NULL,
  due_at      INTEGER NOT NULL,
  held_until  INTEGER NOT NULL DEFAULT 0, -- by the worker that tells it
  attempts    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (environment, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX notices_due ON notices (due_at);
CREATE INDEX notices_of_sync ON notices (sync);

-- What was built of pull requests. Apart from deployments, so that none of it can become live.
CREATE TABLE previews (
  seq          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  environment  TEXT NOT NULL REFERENCES environments,
  pull_request INTEGER NOT NULL,
  workflow     TEXT NOT NULL,
  trigger_name TEXT NOT NULL,
  file         TEXT NOT NULL,
  commit_id    TEXT NOT NULL,
  built_at     INTEGER NOT NULL,
  digest       TEXT NOT NULL REFERENCES bundles,
  build_log    TEXT NOT NULL,
  forget_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX previews_of_pull_request ON previews (environment, pull_request);
CREATE INDEX previews_by_end ON previews (forget_at);
CREATE INDEX previews_of_bundle ON previews (digest);
CREATE INDEX deployments_of_bundle ON deployments (digest);

ALTER TABLE variables ADD COLUMN preview BLOB; -- what pull requests' previews see in its place
