-- The job whose stored source is copied while this one is UPLOADING, so that any gateway can go on with it.
ALTER TABLE job ADD COLUMN copy_of text;
