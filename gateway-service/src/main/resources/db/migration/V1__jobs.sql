-- Ids are UUIDs of version 7: compared byte by byte they sort by time of creation.
CREATE TABLE job (
    id              text COLLATE "C" PRIMARY KEY,
    version         bigint           NOT NULL,
    state           text             NOT NULL,
    suspended       boolean          NOT NULL,
    priority        integer          NOT NULL,
    deadline        timestamptz,
    not_before      timestamptz,
    labels          text             NOT NULL,
    spec            text             NOT NULL,
    warnings        text             NOT NULL,
    report          text,
    failure_code    text,
    failure_detail  text,
    created_at      timestamptz      NOT NULL,
    queued_at       timestamptz,
    started_at      timestamptz,
    planned_at      timestamptz,
    merging_at      timestamptz,
    ended_at        timestamptz
);

CREATE INDEX job_unfinished ON job (state) WHERE ended_at IS NULL;
CREATE INDEX job_deadline ON job (deadline) WHERE ended_at IS NULL AND deadline IS NOT NULL;
CREATE INDEX job_ended ON job (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX job_listed ON job (state, id);
CREATE INDEX job_labels ON job USING gin (CAST(labels AS jsonb) jsonb_path_ops);

-- Large and written once: apart, so that deciding about a job need not read it again.
CREATE TABLE job_plan (
    job_id  text COLLATE "C" PRIMARY KEY REFERENCES job ON DELETE CASCADE,
    plan    text NOT NULL
);

CREATE TABLE task (
    job_id       text COLLATE "C"  NOT NULL REFERENCES job ON DELETE CASCADE,
    id           text COLLATE "C"  NOT NULL,
    position     integer           NOT NULL,
    kind         text              NOT NULL,
    queue        text              NOT NULL,
    cost         double precision  NOT NULL,
    spec         text              NOT NULL,
    state        text              NOT NULL,
    attempt      integer           NOT NULL,
    spent        text              NOT NULL,
    worker       text,
    incarnation  text,
    delivery     text,
    claimed_at   timestamptz,
    not_before   timestamptz,
    released_at  timestamptz,
    output       text,
    PRIMARY KEY (job_id, id)
);

CREATE INDEX task_waiting ON task (queue, job_id, cost DESC) WHERE state = 'WAITING';
CREATE INDEX task_in_flight ON task (queue, job_id) WHERE state IN ('RELEASED', 'RUNNING');

CREATE TABLE attempt (
    job_id      text COLLATE "C" NOT NULL REFERENCES job ON DELETE CASCADE,
    task_id     text COLLATE "C" NOT NULL,
    number      integer          NOT NULL,
    worker      text             NOT NULL,
    claimed_at  timestamptz      NOT NULL,
    ended_at    timestamptz,
    outcome     text,
    detail      text,
    started_at  timestamptz,
    millis      bigint,
    cpu_millis  bigint,
    peak_bytes  bigint,
    frames      bigint,
    PRIMARY KEY (job_id, task_id, number)
);

CREATE TABLE outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic       text        NOT NULL,
    key         text        NOT NULL,
    payload     text        NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE idempotency (
    key           text PRIMARY KEY,
    request_hash  text        NOT NULL,
    job_id        text COLLATE "C" NOT NULL REFERENCES job ON DELETE CASCADE,
    created_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX idempotency_job ON idempotency (job_id);
