ALTER TABLE environments ADD COLUMN trust TEXT; -- whose commits are taken; null for anybody's
