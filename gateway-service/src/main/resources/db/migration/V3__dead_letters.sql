-- Work that was given up, and messages that nobody could use: kept until somebody replays or discards them.
CREATE TABLE dead_letter (
    id          text COLLATE "C" PRIMARY KEY,
    kind        text        NOT NULL,
    job_id      text COLLATE "C" REFERENCES job ON DELETE CASCADE,
    task_id     text COLLATE "C",
    attempt     integer,
    outcome     text,
    detail      text        NOT NULL,
    topic       text,
    key         text,
    payload     bytea,
    -- Where a message was read, so that one which was kept twice is one letter.
    position    text UNIQUE,
    created_at  timestamptz NOT NULL
);

CREATE INDEX dead_letter_job ON dead_letter (job_id) WHERE job_id IS NOT NULL;
