ALTER TABLE environments ADD COLUMN oversight TEXT; -- null is the default
ALTER TABLE environments ADD COLUMN break_glass TEXT; -- null while it is off

CREATE TABLE environment_secrets (
  environment TEXT NOT NULL REFERENCES environments,
  kind        TEXT NOT NULL,
  value       BLOB NOT NULL,
  PRIMARY KEY (environment, kind)
) STRICT, WITHOUT ROWID;
INSERT INTO environment_secrets
SELECT name, 'webhook secret', webhook_secret FROM environments WHERE webhook_secret IS NOT NULL;
ALTER TABLE environments DROP COLUMN webhook_secret;
