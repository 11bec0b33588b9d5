-- The process that ran an attempt: workers keep their name when they are started anew.
ALTER TABLE attempt ADD COLUMN incarnation text;

UPDATE attempt SET incarnation = task.incarnation FROM task
WHERE attempt.ended_at IS NULL AND task.state = 'RUNNING'
  AND task.job_id = attempt.job_id AND task.id = attempt.task_id AND task.attempt = attempt.number;

CREATE INDEX attempt_worker ON attempt (worker, claimed_at);

-- Deaths of workers that were reported, so that each counts once; kept for a day.
CREATE TABLE worker_death (
    worker        text        NOT NULL,
    container_id  text        NOT NULL,
    -- Which process it was; null when it had claimed nothing.
    incarnation   text,
    -- What it means for the attempts of that process, and whether that has happened to them.
    meaning       text        NOT NULL,
    settled       boolean     NOT NULL,
    reported_at   timestamptz NOT NULL,
    PRIMARY KEY (worker, container_id)
);
