package io.reelmill.cli.progress;

import io.reelmill.cli.gateway.JobView;
import io.reelmill.cli.gateway.JobView.RenditionView;
import io.reelmill.common.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known of one input on its way, as lines for people. Thread-safe; the clock is the caller's. */
public final class JobProgress {

    private static final int LEAST_BAR = 10;
    private static final int BAR_SHARE = 4;

    private final String title;
    private final Transfer upload = new Transfer("upload");
    private final Transfer download = new Transfer("download");
    private final Map<String, RateMeter> frames = new LinkedHashMap<>();
    private JobView job;
    private Instant stateSince;
    private String end;

    /** Progress of an input with that name. */
    public JobProgress(String title) {
        this.title = title;
    }

    /** So many bytes of the source were sent. */
    public synchronized void uploaded(Instant now, long bytes, long total) {
        upload.note(now, bytes, total);
    }

    /** The job was seen so. */
    public synchronized void seen(Instant now, JobView view) {
        if (job == null || job.state() != view.state()) {
            stateSince = now;
        }
        job = view;
        view.renditions().forEach(rendition -> frames.computeIfAbsent(rendition.name(), name -> new RateMeter())
                .note(now, rendition.framesDone()));
    }

    /** So many bytes of all results were received. */
    public synchronized void downloaded(Instant now, long bytes, long total) {
        download.note(now, bytes, total);
    }

    /** It ended; what is said of it is its last line. */
    public synchronized void ended(String sentence) {
        end = sentence;
    }

    /** One line that says where it is, for output that cannot be redrawn; changes seldom. */
    public synchronized String state() {
        if (end != null) {
            return title + ": " + end;
        }
        if (job == null) {
            return title + ": " + (upload.begun() ? "uploading" : "waiting");
        }
        return title + ": " + job.state().name().toLowerCase(Locale.ROOT);
    }

    /** The same with how far it is, or for how long, for output that cannot be redrawn. */
    public synchronized String detail(Instant now) {
        if (end != null || job == null) {
            return state();
        }
        return switch (job.state()) {
            case QUEUED, PLANNING, MERGING -> state() + ", " + Units.clock(Duration.between(stateSince, now));
            case ENCODING ->
                state()
                        + String.format(
                                Locale.ROOT,
                                " %.1f%%, %d of %d frames",
                                job.percent(),
                                job.framesDone(),
                                job.framesTotal());
            default -> state();
        };
    }

    /** Everything, for a terminal of that width. */
    public synchronized List<String> lines(Instant now, int columns) {
        if (end != null) {
            return List.of(cut(title + ": " + end, columns));
        }
        int bar = Math.max(LEAST_BAR, columns / BAR_SHARE);
        List<String> lines = new ArrayList<>(List.of(title));
        if (upload.begun()) {
            lines.add("  " + upload.line(bar));
        }
        if (job != null) {
            jobLines(lines, now, bar);
        }
        if (download.begun()) {
            lines.add("  " + download.line(bar));
        }
        return lines.stream().map(line -> cut(line, columns)).toList();
    }

    private void jobLines(List<String> lines, Instant now, int bar) {
        Duration elapsed = Duration.between(stateSince, now);
        switch (job.state()) {
            case UPLOADING -> {}
            case QUEUED -> lines.add("  planning  " + Bar.moving(elapsed, bar) + "  waiting " + Units.clock(elapsed));
            case PLANNING -> lines.add("  planning  " + Bar.moving(elapsed, bar) + "  running " + Units.clock(elapsed));
            default -> {
                job.renditions().forEach(rendition -> lines.add("  " + rendition(rendition, bar)));
                if (job.audio().total() > 0) {
                    lines.add("  audio     %s  %d of %d done"
                            .formatted(
                                    Bar.of(job.audio().done(), job.audio().total(), bar),
                                    job.audio().done(),
                                    job.audio().total()));
                }
            }
        }
        if (job.state() == JobStatus.MERGING) {
            lines.add("  merge     " + Bar.moving(elapsed, bar) + "  running " + Units.clock(elapsed));
        }
    }

    private String rendition(RenditionView view, int bar) {
        String line = "%-9s %s  chunks %d/%d done, %d running"
                .formatted(
                        view.name(),
                        Bar.of(view.framesDone(), view.framesTotal(), bar),
                        view.chunksDone(),
                        view.chunksTotal(),
                        view.chunksRunning());
        if (view.framesDone() >= view.framesTotal()) {
            return line;
        }
        RateMeter rate = frames.get(view.name());
        return line
                + rate.perSecond()
                        .map(fps -> "  %d fps".formatted(Math.round(fps)))
                        .orElse("")
                + rate.remaining(view.framesTotal())
                        .map(left -> "  eta " + Units.clock(left))
                        .orElse("");
    }

    private static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, Math.max(0, columns - 3)) + "...";
    }
}
