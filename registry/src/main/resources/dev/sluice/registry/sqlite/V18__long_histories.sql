-- What an environment lists: what was built for it, and what it was given from another.
CREATE TABLE environment_deployments (
  environment TEXT NOT NULL REFERENCES environments,
  seq         INTEGER NOT NULL REFERENCES deployments,
  workflow    TEXT NOT NULL,
  PRIMARY KEY (environment, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO environment_deployments
SELECT environment, seq, workflow FROM deployments
UNION
SELECT member.environment, deployments.seq, deployments.workflow
FROM release_deployments AS member JOIN deployments ON deployments.id = member.deployment;
CREATE INDEX environment_deployments_of_workflow
  ON environment_deployments (environment, workflow, seq);
CREATE INDEX environment_deployments_by_seq ON environment_deployments (seq);

CREATE INDEX deployments_of_commit ON deployments (environment, commit_id, workflow);
DROP INDEX deployments_of_environment;
-- Build logs are forgotten as syncs are.
CREATE INDEX deployments_with_log ON deployments (environment, built_at) WHERE build_log <> '';

-- Counts the changes of settings; `revision` counts all that a gateway must load.
ALTER TABLE environments ADD COLUMN settings_revision INTEGER NOT NULL DEFAULT 1;
