package io.reelmill.merge.verify;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.SourceFacts;
import io.reelmill.media.command.OutputColor;
import java.util.ArrayList;
import java.util.List;

/** What is not as in the source and spoils nothing: sentences for people. Pure. */
final class PublishedWarnings {

    private final String rendition;
    private final List<String> warnings = new ArrayList<>();

    private PublishedWarnings(String rendition) {
        this.rendition = rendition;
    }

    static List<String> of(String rendition, SourceFacts source, PublishedFacts facts) {
        PublishedWarnings found = new PublishedWarnings(rendition);
        if (facts.chapters() != source.chapters()) {
            found.warn("has %d chapters, the source %d".formatted(facts.chapters(), source.chapters()));
        }
        if (source.video() != null && !facts.of("video").isEmpty()) {
            found.color(OutputColor.of(source.video()), facts.of("video").get(0).color());
        }
        return found.warnings;
    }

    private void color(ColorFacts wanted, ColorFacts file) {
        compare("color range", wanted.range(), file.range());
        compare("color primaries", wanted.primaries(), file.primaries());
        compare("transfer", wanted.transfer(), file.transfer());
        compare("color matrix", wanted.matrix(), file.matrix());
    }

    private void compare(String what, String source, String file) {
        if (source != null && !source.equals(file)) {
            warn("says %s for its %s, the source %s".formatted(file == null ? "nothing" : file, what, source));
        }
    }

    private void warn(String what) {
        warnings.add("The rendition " + rendition + " " + what + ".");
    }
}
