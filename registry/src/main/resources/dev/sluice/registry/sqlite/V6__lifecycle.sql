ALTER TABLE releases ADD COLUMN action TEXT NOT NULL DEFAULT 'sync';
ALTER TABLE releases ADD COLUMN note TEXT; -- why, in the words of who made it
UPDATE releases SET action = 'rollback' WHERE reason LIKE 'rollback to release %';

-- Workflows that aren't to go live by a sync alone.
CREATE TABLE withdrawn_workflows (
  environment TEXT NOT NULL REFERENCES environments,
  workflow    TEXT NOT NULL,
  how         TEXT NOT NULL, -- deactivated, or deleted
  deployment  TEXT REFERENCES deployments (id), -- what was live
  PRIMARY KEY (environment, workflow)
) STRICT, WITHOUT ROWID;
