CREATE TABLE workflow_keys (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  environment TEXT NOT NULL REFERENCES environments,
  workflow    TEXT NOT NULL, -- needn't have been built yet
  value       BLOB NOT NULL,
  active      INTEGER NOT NULL,
  created_at  INTEGER NOT NULL,
  created_by  TEXT NOT NULL
) STRICT;
CREATE INDEX workflow_keys_of_workflow ON workflow_keys (environment, workflow, seq);
CREATE UNIQUE INDEX workflow_keys_active ON workflow_keys (environment, workflow)
  WHERE active = 1;

ALTER TABLE variables ADD COLUMN next BLOB; -- a secret's next value, if it has one
ALTER TABLE variables ADD COLUMN updated_at INTEGER; -- null where it was set before this was kept
ALTER TABLE variables ADD COLUMN updated_by TEXT;
