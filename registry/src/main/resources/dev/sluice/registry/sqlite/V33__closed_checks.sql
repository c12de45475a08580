-- When a check's pull request was closed: from then on its result isn't given to another delivery.
ALTER TABLE syncs ADD COLUMN closed_at INTEGER;
