ALTER TABLE syncs ADD COLUMN alert_due_at INTEGER; -- when someone is to be told of its ending; null for never
CREATE INDEX syncs_untold ON syncs (alert_due_at) WHERE alert_due_at IS NOT NULL;
