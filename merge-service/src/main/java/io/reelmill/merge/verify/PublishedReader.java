package io.reelmill.merge.verify;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.Rational;
import io.reelmill.media.probe.LightFacts;
import io.reelmill.merge.join.Joined;
import io.reelmill.merge.mp4.TrackFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the lines in which ffprobe tells packets and streams of a file, one line each. Pure. */
final class PublishedReader {

    /** What ffprobe is asked; the file comes last. */
    static final List<String> QUESTION = List.of(
            "-show_data_hash",
            "adler32",
            "-show_entries",
            "packet=stream_index,pts,size,pos,data_hash"
                    + ":stream=index,codec_type,codec_name,width,height,time_base,start_time,duration_ts,extradata_hash"
                    + ",color_range,color_primaries,color_transfer,color_space"
                    + ":stream_tags=language:chapter=id",
            "-of",
            "compact");

    private final Joined joined;
    private final long[] pts;
    private final List<StreamFacts> streams = new ArrayList<>();
    private final List<Place> chunkStarts = new ArrayList<>();
    private final Map<Integer, Long> packets = new TreeMap<>();
    private int frames;
    private long changed;
    private int chapters;

    /** Where a frame lies in the file, in bytes. */
    record Place(long offset, int size) {}

    /** @param joined the picture that the file must hold; null for sound only */
    PublishedReader(Joined joined) {
        this.joined = joined;
        this.pts = new long[joined == null ? 0 : joined.samples().count() + 1];
    }

    void accept(String line) {
        Map<String, String> fields = fields(line);
        if (line.startsWith("packet|")) {
            packet(fields);
        } else if (line.startsWith("stream|")) {
            streams.add(stream(fields));
        } else if (line.startsWith("chapter|")) {
            chapters++;
        }
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new HashMap<>();
        for (String field : line.split("\\|")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return fields;
    }

    private void packet(Map<String, String> fields) {
        int stream = Integer.parseInt(fields.get("stream_index"));
        packets.merge(stream, 1L, Long::sum);
        if (joined != null && stream == 0) {
            int size = Integer.parseInt(fields.get("size"));
            if (chunkStarts.size() < joined.spans().size()
                    && joined.spans().get(chunkStarts.size()).from() == frames) {
                chunkStarts.add(new Place(number(fields.get("pos")), size));
            }
            frame(Long.parseLong(fields.get("pts")), size, fields.get("data_hash"));
        }
    }

    private void frame(long time, int size, String hash) {
        if (frames < pts.length) {
            pts[frames] = time;
        }
        if (frames >= joined.samples().count()
                || joined.samples().size(frames) != size
                || !hash(joined.checksums()[frames]).equals(hash)) {
            changed++;
        }
        frames++;
    }

    /** As ffprobe writes an Adler-32. */
    static String hash(int checksum) {
        return "adler32:%08x".formatted(checksum);
    }

    private static StreamFacts stream(Map<String, String> fields) {
        return new StreamFacts(
                fields.get("codec_type"),
                fields.get("codec_name"),
                (int) number(fields.get("width")),
                (int) number(fields.get("height")),
                Rational.parse(fields.get("time_base")),
                decimal(fields.get("start_time")),
                number(fields.get("duration_ts")),
                fields.get("extradata_hash"),
                fields.get("tag:language"),
                color(fields));
    }

    private static ColorFacts color(Map<String, String> fields) {
        return new ColorFacts(
                said(fields.get("color_range")),
                said(fields.get("color_primaries")),
                said(fields.get("color_transfer")),
                said(fields.get("color_space")),
                null,
                null);
    }

    private static String said(String text) {
        return text == null || text.equals("unknown") || text.equals("N/A") ? null : text;
    }

    private static long number(String text) {
        return text == null || text.equals("N/A") ? 0 : Long.parseLong(text);
    }

    private static double decimal(String text) {
        return text == null || text.equals("N/A") ? 0 : Double.parseDouble(text);
    }

    /** The first frame of each chunk, in order. */
    List<Place> chunkStarts() {
        return chunkStarts;
    }

    /** Codec of the picture. */
    String codec() {
        return streams.get(0).codec();
    }

    /** All facts, with those in the file's own index about its tracks, and those that its frames tell about light. */
    PublishedFacts facts(List<TrackFacts> tracks, List<LightFacts> light) {
        long[] shown = Arrays.copyOf(pts, Math.min(frames, pts.length));
        Arrays.sort(shown);
        List<Long> audio = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            if ("audio".equals(streams.get(i).type())) {
                audio.add(packets.getOrDefault(i, 0L));
            }
        }
        return new PublishedFacts(List.copyOf(streams), shown, changed, audio, audioTracks(tracks), chapters, light);
    }

    private List<TrackFacts> audioTracks(List<TrackFacts> tracks) {
        List<TrackFacts> audio = new ArrayList<>();
        for (int i = 0; i < Math.min(tracks.size(), streams.size()); i++) {
            if ("audio".equals(streams.get(i).type())) {
                audio.add(tracks.get(i));
            }
        }
        return audio;
    }
}
