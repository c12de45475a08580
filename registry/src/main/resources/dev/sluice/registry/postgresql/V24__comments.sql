-- The one comment on each pull request, by the id that its host gave it.
CREATE TABLE comments (
  environment  TEXT COLLATE "C" NOT NULL REFERENCES environments,
  repository   TEXT COLLATE "C" NOT NULL, -- with the address of its host's API
  pull_request BIGINT NOT NULL,
  id           BIGINT NOT NULL,
  written_at   BIGINT NOT NULL,
  PRIMARY KEY (environment, repository, pull_request)
);
