package io.reelmill.chunker.inspect;

import io.reelmill.common.job.FailureCode;
import io.reelmill.messaging.worker.TaskFailure;
import java.util.Locale;

/** What to tell people about a file that ffprobe does not take. */
final class Refusals {

    private Refusals() {}

    /**
     * @param first the first bytes of it
     * @param said what ffprobe said
     */
    static TaskFailure of(FirstBytes first, String said) {
        String text = first.latin().stripLeading();
        if (playlist(text)) {
            return TaskFailure.badSource(
                    FailureCode.NOT_MEDIA,
                    "the file is a playlist or manifest, which only names other files; send the media itself");
        }
        if (first.text()) {
            return TaskFailure.badSource(
                    FailureCode.NOT_MEDIA, "the file is text (%d bytes), not media".formatted(first.size()));
        }
        if (first.mp4()) {
            return TaskFailure.badSource(
                    FailureCode.TRUNCATED,
                    "the file begins like an MP4 but its %d bytes hold no index (moov): it was cut off or never finished"
                            .formatted(first.size()));
        }
        return TaskFailure.badSource(
                FailureCode.NOT_MEDIA,
                "its %d bytes are in no known container (%s)".formatted(first.size(), tail(said)));
    }

    private static boolean playlist(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("#extm3u")
                || lower.startsWith("ffconcat")
                || lower.startsWith("[playlist]")
                || lower.contains("<mpd")
                || lower.contains("<smil")
                || lower.contains("<smoothstreamingmedia");
    }

    /** The reason alone: what stands before it names the address. */
    private static String tail(String said) {
        String last = said == null ? "" : said.strip();
        int at = last.lastIndexOf(": ");
        return at < 0 ? "ffprobe gave no reason" : last.substring(at + 2);
    }
}
