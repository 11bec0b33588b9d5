-- What a task's earlier attempts left behind for the next one.
ALTER TABLE task ADD COLUMN lessons text;

-- What an attempt was given, and what it could have used.
ALTER TABLE attempt ADD COLUMN queue text;
ALTER TABLE attempt ADD COLUMN predicted_bytes bigint;
ALTER TABLE attempt ADD COLUMN lean boolean NOT NULL DEFAULT false;
ALTER TABLE attempt ADD COLUMN average_bytes bigint;
ALTER TABLE attempt ADD COLUMN limit_bytes bigint;
