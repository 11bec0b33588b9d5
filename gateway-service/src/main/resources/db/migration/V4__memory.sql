-- What workers taught about the memory of work, by the key under which work is alike.
CREATE TABLE memory_correction (
    key          text PRIMARY KEY,
    upper_bytes  bigint      NOT NULL,
    lower_bytes  bigint      NOT NULL,
    samples      integer     NOT NULL,
    updated_at   timestamptz NOT NULL
);
