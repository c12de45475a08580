-- Of each action and each maker, the newest first.
CREATE INDEX audit_of_action ON audit (action, seq);
CREATE INDEX audit_by_id ON audit (by_id, seq);
CREATE INDEX audit_by_name ON audit (by_name, seq);

-- That built it; null of those that were there before.
ALTER TABLE deployments ADD COLUMN sync TEXT;
