-- What a commit that was brought in is made of: what was built from it, and what an earlier commit
-- left as it is.
CREATE TABLE commit_deployments (
  environment TEXT NOT NULL REFERENCES environments,
  commit_id   TEXT NOT NULL,
  workflow    TEXT NOT NULL,
  deployment  INTEGER NOT NULL REFERENCES deployments,
  PRIMARY KEY (environment, commit_id, workflow)
) STRICT, WITHOUT ROWID;
INSERT INTO commit_deployments
SELECT environment, commit_id, workflow, max(seq) FROM deployments
GROUP BY environment, commit_id, workflow;
DROP INDEX deployments_of_commit;

-- What the last few builds of each file were built from.
CREATE TABLE build_inputs (
  deployment  INTEGER PRIMARY KEY REFERENCES deployments,
  environment TEXT NOT NULL REFERENCES environments,
  file        TEXT NOT NULL,
  inputs      TEXT NOT NULL
) STRICT;
CREATE INDEX build_inputs_of_file ON build_inputs (environment, file, deployment);

ALTER TABLE syncs ADD COLUMN head TEXT; -- what the push said the branch is at; null without one
ALTER TABLE environments ADD COLUMN poll_seconds INTEGER NOT NULL DEFAULT 300; -- 0 for never
