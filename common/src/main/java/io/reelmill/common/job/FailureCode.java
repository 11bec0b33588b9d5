package io.reelmill.common.job;

/** Why a job failed: a stable code for machines and a sentence of advice for people. */
public enum FailureCode {
    NOT_MEDIA("The file is not a media file that can be decoded. Check that the right file was sent."),
    NO_STREAMS("The file holds neither a picture nor sound."),
    UNSUPPORTED_CODEC(
            "The file uses a codec that is not supported. Convert it to H.264, HEVC, VP9, AV1 or another common codec."),
    TRUNCATED("The file ends before its index says it should. Send it again, whole."),
    TOO_LARGE("The file is larger than this installation accepts."),
    TOO_LONG("The media runs longer than this installation accepts."),
    TOO_MANY_PIXELS("The picture is larger than this installation accepts."),
    ENCRYPTED("The media is encrypted. Only unprotected media can be processed."),
    SOURCE_NOT_FOUND("The source does not exist or may not be read with the given address."),
    SOURCE_UNREACHABLE("The source could not be fetched. Check the address and that its server answers."),
    SOURCE_FORBIDDEN("The source address is not allowed: private networks, local files and playlists are refused."),
    BAD_MEDIA("Part of the source cannot be decoded."),
    OUT_OF_MEMORY(
            "The work needs more memory than the workers have. Use a smaller height or a faster preset, or give workers more memory."),
    WORKERS_LOST("Workers kept dying while they ran this task, without a known reason. Look at their logs."),
    STALLED("An encode made no progress and was ended, repeatedly."),
    TIMED_OUT("A task took longer than its time limit, repeatedly."),
    STORAGE_UNAVAILABLE("Object storage could not be reached for too long."),
    VERIFICATION_FAILED("The result did not match the source and was not published."),
    DISK_FULL("The workers' scratch space is too small for this work."),
    DEADLINE_EXCEEDED("The deadline of the job passed before it was finished."),
    UPLOAD_ABORTED("The upload ended before the file was complete."),
    CANCELLED("The job was cancelled."),
    INTERNAL("An unexpected error ended the job. The task list shows the evidence.");

    private final String advice;

    FailureCode(String advice) {
        this.advice = advice;
    }

    /** One sentence for people: what it means and what to do. */
    public String advice() {
        return advice;
    }
}
