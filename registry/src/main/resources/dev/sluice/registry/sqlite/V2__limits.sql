ALTER TABLE environments ADD COLUMN limits TEXT NOT NULL DEFAULT '{}'; -- those that aren't the default
