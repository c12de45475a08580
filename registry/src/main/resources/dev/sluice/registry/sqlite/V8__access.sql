ALTER TABLE api_keys ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE api_keys ADD COLUMN made_by TEXT; -- null where it wasn't written down yet
ALTER TABLE api_keys ADD COLUMN expires_at INTEGER;
ALTER TABLE api_keys ADD COLUMN last_used_at INTEGER;
UPDATE api_keys SET name = role || ' key' || coalesce(' for ' || environment, '');

-- No references: what is told stands on its own, whatever becomes of what it is about.
CREATE TABLE audit (
  seq         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  at          INTEGER NOT NULL,
  by_id       TEXT NOT NULL,
  by_name     TEXT NOT NULL,
  address     TEXT,
  action      TEXT NOT NULL,
  environment TEXT,
  subject     TEXT NOT NULL,
  details     TEXT NOT NULL
) STRICT;
CREATE INDEX audit_of_environment ON audit (environment, seq);
CREATE INDEX audit_by_age ON audit (at);

-- A claim is one attempt at a request; `change` is the last audit entry it led to.
CREATE TABLE requests (
  caller       TEXT NOT NULL,
  name         TEXT NOT NULL,
  claim        TEXT NOT NULL UNIQUE,
  fingerprint  TEXT NOT NULL,
  begun_at     INTEGER NOT NULL,
  change       TEXT,
  status       INTEGER, -- null while it isn't answered, as what follows
  content_type TEXT,
  body         BLOB,
  PRIMARY KEY (caller, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX requests_by_age ON requests (begun_at);
