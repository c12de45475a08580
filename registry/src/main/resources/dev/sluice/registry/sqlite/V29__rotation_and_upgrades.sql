-- The oldest version of these tables whose processes may work with them as they are now: raised by
-- a migration that takes away what older processes need.
ALTER TABLE registry ADD COLUMN oldest_version INTEGER NOT NULL DEFAULT 29;
-- Of blind indexes, sealed; null until the master key, which it is made of, is first rotated.
ALTER TABLE registry ADD COLUMN index_key BLOB;
