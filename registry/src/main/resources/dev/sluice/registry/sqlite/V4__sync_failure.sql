ALTER TABLE syncs ADD COLUMN failure TEXT; -- why, of a failed one
UPDATE syncs SET failure =
  (SELECT text FROM sync_log WHERE sync = syncs.id AND level = 'error' ORDER BY seq DESC LIMIT 1)
WHERE status = 'failed';
