-- For PostgreSQL's sake, which has indexes for these here; SQLite's full-text index has all in
-- order. Copies from one to the other need the same version on both.
SELECT 1;
