-- The one comment on each pull request, by the id that its host gave it.
CREATE TABLE comments (
  environment  TEXT NOT NULL REFERENCES environments,
  repository   TEXT NOT NULL, -- with the address of its host's API
  pull_request INTEGER NOT NULL,
  id           INTEGER NOT NULL,
  written_at   INTEGER NOT NULL,
  PRIMARY KEY (environment, repository, pull_request)
) STRICT, WITHOUT ROWID;
