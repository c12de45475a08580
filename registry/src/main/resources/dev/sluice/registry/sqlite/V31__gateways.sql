-- The gateways that are there, as each says of itself.
CREATE TABLE gateways (
  seq        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  version    TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL
) STRICT;

-- No reference to environments: what a gateway says takes no turn to write.
CREATE TABLE gateway_releases (
  gateway     TEXT NOT NULL REFERENCES gateways (id) ON DELETE CASCADE,
  environment TEXT NOT NULL,
  release     INTEGER NOT NULL,
  standby     INTEGER NOT NULL,
  since       INTEGER NOT NULL,
  PRIMARY KEY (gateway, environment)
) STRICT, WITHOUT ROWID;
CREATE INDEX gateway_releases_of_environment ON gateway_releases (environment, release);
