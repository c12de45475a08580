-- A running sync is a worker's until its lease ends; then any other may take it. What the worker
-- writes proves by `claims` that it still has it. One that an earlier version runs has no lease,
-- as if it had ended.
ALTER TABLE syncs ADD COLUMN held_by TEXT COLLATE "C"; -- the worker's id; null unless it runs
ALTER TABLE syncs ADD COLUMN held_on TEXT; -- that worker's machine
ALTER TABLE syncs ADD COLUMN held_until BIGINT;
-- Grows whenever it is given to a worker or taken from one, and never starts anew.
ALTER TABLE syncs ADD COLUMN claims BIGINT NOT NULL DEFAULT 0;

-- When somebody last began to look where an environment's branch is.
CREATE TABLE branch_looks (
  environment TEXT COLLATE "C" PRIMARY KEY REFERENCES environments,
  at          BIGINT NOT NULL
);
