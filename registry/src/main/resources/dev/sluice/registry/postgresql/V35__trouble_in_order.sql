-- Of an incident some time ago, many old runs and no new ones: the newest first of those that didn't
-- complete, and of those whose log has an error. By -seq, as others are.
CREATE INDEX runs_of_status ON runs (environment, status, (-seq)) WHERE status <> 'completed';
CREATE INDEX runs_with_errors ON runs (environment, (-seq)) WHERE level >= 4;
