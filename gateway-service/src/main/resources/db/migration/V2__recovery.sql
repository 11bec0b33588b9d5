-- What a task's earlier attempts left behind for the next one.
ALTER TABLE task ADD COLUMN lessons text;

-- What an attempt was given, and what it could have used.
ALTER TABLE attempt ADD COLUMN queue text;
ALTER TABLE attempt ADD COLUMN predicted_bytes bigint;
ALTER TABLE attempt ADD COLUMN lean boolean NOT NULL DEFAULT false;
ALTER TABLE attempt ADD COLUMN average_bytes bigint;
ALTER TABLE attempt ADD COLUMN limit_bytes bigint;

-- Work that failed for good and messages that could not be read, until somebody replays or discards them.
CREATE TABLE dead_letter (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind         text        NOT NULL,
    origin       text        NOT NULL UNIQUE,
    job_id       text COLLATE "C",
    task_id      text COLLATE "C",
    code         text        NOT NULL,
    cause        text        NOT NULL,
    topic        text,
    key          text,
    payload      text,
    created_at   timestamptz NOT NULL,
    replayed_at  timestamptz,
    replayed_as  text
);

-- Peaks and deaths by kind of work; see docs/memory.md.
CREATE TABLE memory_correction (
    key          text PRIMARY KEY,
    upper_bytes  bigint      NOT NULL,
    lower_bytes  bigint      NOT NULL,
    samples      bigint      NOT NULL,
    updated_at   timestamptz NOT NULL
);

-- What was reported about deaths of workers, so that a repeat is recognized.
CREATE TABLE termination (
    id          text PRIMARY KEY,
    worker      text        NOT NULL,
    report      text        NOT NULL,
    created_at  timestamptz NOT NULL
);
