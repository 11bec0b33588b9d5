package io.reelmill.merge.verify;

import io.reelmill.common.plan.MergeReport.Check;
import io.reelmill.common.plan.Rational;
import io.reelmill.common.plan.VideoTrack;
import io.reelmill.media.probe.LightFacts;
import io.reelmill.merge.join.Joined;
import io.reelmill.merge.join.Timeline;
import io.reelmill.merge.mp4.Initialization;
import io.reelmill.merge.mp4.MalformedMediaException;
import io.reelmill.merge.mp4.TrackFacts;
import io.reelmill.merge.mux.AudioInput;
import io.reelmill.merge.mux.MuxPlan;
import io.reelmill.merge.mux.Offsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Adler32;

/** Compares what was measured in a file with what it must be. Pure. */
final class PublishedChecks {

    /** How far sound may begin from where the source has it, in seconds. */
    private static final double OFFSET_TOLERANCE = 0.001;

    private final String rendition;
    private final MuxPlan plan;
    private final boolean allowPartial;
    private final PublishedFacts facts;
    private final List<Check> checks = new ArrayList<>();

    private PublishedChecks(String rendition, MuxPlan plan, boolean allowPartial, PublishedFacts facts) {
        this.rendition = rendition;
        this.plan = plan;
        this.allowPartial = allowPartial;
        this.facts = facts;
    }

    /** All checks of one file; {@code track} and {@code evidence} are null for sound only. */
    static List<Check> of(
            String rendition,
            MuxPlan plan,
            VideoTrack track,
            boolean allowPartial,
            PublishedFacts facts,
            ChunkEvidence evidence) {
        PublishedChecks all = new PublishedChecks(rendition, plan, allowPartial, facts);
        all.tracks();
        if (plan.video() != null && !facts.of("video").isEmpty()) {
            all.picture(track, plan.video(), facts.of("video").get(0));
            all.evidence(evidence);
        }
        all.sound();
        return all.checks;
    }

    private void check(String name, boolean passed, String detail, Object... figures) {
        checks.add(new Check(rendition, name, passed, String.format(Locale.ROOT, detail, figures)));
    }

    private void tracks() {
        int videos = plan.video() == null ? 0 : 1;
        boolean same = facts.of("video").size() == videos
                && facts.of("audio").size() == plan.audio().size()
                && facts.of("subtitle").size() == plan.subtitles().size();
        check(
                "tracks",
                same,
                "video %d of %d, audio %d of %d, subtitles %d of %d",
                facts.of("video").size(),
                videos,
                facts.of("audio").size(),
                plan.audio().size(),
                facts.of("subtitle").size(),
                plan.subtitles().size());
    }

    private void picture(VideoTrack track, Joined joined, StreamFacts video) {
        frames(track, joined);
        timestamps(track, joined, video);
        double frame = joined.ticks() / (double) joined.samples().count() / joined.timescale();
        double expected = track.access() == VideoTrack.Access.RANDOM
                ? track.durationSeconds()
                : joined.ticks() / (double) joined.timescale();
        double found = video.durationSeconds();
        check(
                "duration",
                Math.abs(found - expected) <= frame,
                "%.6f s, source %.6f s, one frame is %.6f s",
                found,
                expected,
                frame);
        initialization(joined, video);
        light(LightFacts.of(track.color()), joined.spans().size());
    }

    private void light(LightFacts source, int chunks) {
        if (source.none()) {
            return;
        }
        long same = facts.light().stream().filter(source::same).count();
        check("hdr", same == chunks, "%d of %d chunks say what the source says: %s", same, chunks, source);
    }

    private void frames(VideoTrack track, Joined joined) {
        long planned =
                joined.spans().stream().mapToLong(s -> s.input().frames()).sum();
        check(
                "frames",
                facts.pts().length == planned
                        && (planned == track.frames() || allowPartial && planned < track.frames()),
                "%d in the file, %d planned, %d in the source",
                facts.pts().length,
                planned,
                track.frames());
        check("bytes", facts.changedFrames() == 0, "%d frames differ from their chunks", facts.changedFrames());
    }

    /** Every frame at its time from the first, ascending strictly; chunks begin where the source has their first frame. */
    private void timestamps(VideoTrack track, Joined joined, StreamFacts video) {
        long[] pts = facts.pts();
        boolean sameScale = video.timeBase().reduced().equals(new Rational(1, joined.timescale()).reduced());
        long moved = 0;
        long repeated = 0;
        for (int i = 0; i < pts.length && i < joined.samples().count(); i++) {
            moved += pts[i] - pts[0] == joined.clock()[i] - joined.clock()[0] ? 0 : 1;
            repeated += i > 0 && pts[i] <= pts[i - 1] ? 1 : 0;
        }
        check(
                "timestamps",
                sameScale && moved == 0 && repeated == 0,
                "%d of %d frames off their time, %d not after the frame before, time base %s",
                moved,
                pts.length,
                repeated,
                video.timeBase());
        chunkStarts(new Timeline(track, joined.timescale()), joined);
    }

    private void chunkStarts(Timeline timeline, Joined joined) {
        if (!timeline.namesFrames()) {
            return;
        }
        long off = joined.spans().stream()
                .filter(s -> s.from() >= facts.pts().length || !starts(timeline, s))
                .count();
        check(
                "chunk-starts",
                off == 0,
                "%d of %d not at the source's time",
                off,
                joined.spans().size());
    }

    /** A chunk that lacks frames may lack its first. */
    private boolean starts(Timeline timeline, Joined.Span span) {
        long found = facts.pts()[span.from()] - facts.pts()[0];
        long wanted = timeline.ticks(span.input().chunk().startPts());
        return span.input().partial() ? found >= wanted : found == wanted;
    }

    private void initialization(Joined joined, StreamFacts video) {
        String expected;
        try {
            Adler32 sum = new Adler32();
            sum.update(Initialization.extradata(joined.initialization()));
            expected = PublishedReader.hash((int) sum.getValue());
        } catch (MalformedMediaException e) {
            expected = e.getMessage();
        }
        check(
                "initialization",
                expected.equals(video.extradata()),
                "%s in the file, %s in the chunks",
                video.extradata(),
                expected);
    }

    private void evidence(ChunkEvidence evidence) {
        check("joints", true, "%d frames decoded around joints without errors", evidence.framesDecoded());
        check(
                "pictures",
                evidence.worstUnlikeness() <= 1,
                "%d pictures, largest distance to the source's %.2f of what is tolerated",
                evidence.picturesCompared(),
                evidence.worstUnlikeness());
    }

    private void sound() {
        List<StreamFacts> streams = facts.of("audio");
        Offsets offsets = plan.offsets();
        for (int i = 0; i < Math.min(streams.size(), plan.audio().size()); i++) {
            AudioInput input = plan.audio().get(i);
            StreamFacts stream = streams.get(i);
            double wanted = plan.video() == null ? 0 : input.track().offset().toDouble();
            double video = plan.video() == null
                    ? offsets.audio().get(i).toDouble()
                    : facts.of("video").stream()
                            .mapToDouble(StreamFacts::startSeconds)
                            .findFirst()
                            .orElse(0);
            double offset = stream.startSeconds() - video;
            check(
                    "audio-offset",
                    Math.abs(offset - wanted) <= OFFSET_TOLERANCE,
                    "track %d starts %.6f s after the picture, source %.6f s",
                    i,
                    offset,
                    wanted);
            audioLength(i, input, stream);
        }
    }

    private void audioLength(int i, AudioInput input, StreamFacts stream) {
        TrackFacts expected = input.facts();
        TrackFacts found = facts.audioTracks().get(i);
        boolean same = found.presentedTicks() == expected.presentedTicks()
                && found.priming() == expected.priming()
                && facts.audioPackets().get(i) == expected.samples();
        String language =
                input.track().language() == null ? "und" : input.track().language();
        boolean named = language.equals(stream.language() == null ? "und" : stream.language());
        check(
                "audio",
                same && named,
                "track %d: %d samples of %d after %d of priming, %d packets of %d, language %s of %s",
                i,
                found.presentedTicks(),
                expected.presentedTicks(),
                found.priming(),
                facts.audioPackets().get(i),
                expected.samples(),
                stream.language(),
                language);
    }
}
