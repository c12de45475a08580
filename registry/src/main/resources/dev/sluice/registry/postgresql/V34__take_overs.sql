-- How often in a row a sync was taken from a worker that had ended in the middle of it, or wasn't
-- heard of. Not what was given back, which `claims` and `attempts` count too.
ALTER TABLE syncs ADD COLUMN take_overs BIGINT NOT NULL DEFAULT 0;
