package io.reelmill.media.command;

import io.reelmill.common.plan.ColorFacts;
import io.reelmill.common.plan.VideoSettings;
import io.reelmill.common.spec.VideoCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Encoder options. Every GOP is closed and of fixed length, and nothing that differs between workers (threads, build notes)
 * gets into the initialization, so that chunks of different workers join by bytes.
 */
final class VideoEncoder {

    /** Pictures that a lean encoder looks ahead: more than any preset has B-frames in a row. */
    private static final int LEAN_LOOKAHEAD = 20;

    /** Presets of x264 and x265 that look ahead less far than that by themselves, up to 10 and 15 pictures. */
    private static final Set<String> SHORT_X264 = Set.of("ultrafast", "superfast", "veryfast");

    private static final Set<String> SHORT_X265 = Set.of("ultrafast", "superfast", "veryfast", "faster", "fast");

    private VideoEncoder() {}

    /**
     * @param lean with a lookahead that takes little memory; what it decides is coded in frames, not in the initialization
     */
    static List<String> options(VideoSettings settings, ColorFacts color, int threads, boolean lean) {
        List<String> options = new ArrayList<>();
        switch (settings.codec()) {
            case H264 -> options.addAll(x264(settings, color, lean));
            case HEVC -> options.addAll(x265(settings, color, threads, lean));
            case AV1 -> options.addAll(svtAv1(settings, color, threads, lean));
        }
        options.addAll(rate(settings));
        options.addAll(
                List.of("-g", String.valueOf(settings.gop()), "-flags", "+cgop", "-threads", String.valueOf(threads)));
        options.addAll(color(color));
        return options;
    }

    private static List<String> x264(VideoSettings settings, ColorFacts color, boolean lean) {
        StringJoiner params = new StringJoiner(":")
                .add("keyint=" + settings.gop())
                .add("min-keyint=" + settings.gop())
                .add("scenecut=0")
                .add("open-gop=0")
                .add("stitchable=1")
                .add("vbv-init=" + VideoSettings.BUFFER_FILL);
        if (lean) {
            params.add("sync-lookahead=0");
        }
        if (lean && !SHORT_X264.contains(settings.preset())) {
            params.add("rc-lookahead=" + LEAN_LOOKAHEAD);
        }
        if (color.masteringDisplay() != null) {
            params.add("mastering-display=" + color.masteringDisplay());
        }
        if (color.contentLight() != null) {
            params.add("cll=" + color.contentLight());
        }
        return List.of("-c:v", "libx264", "-preset", settings.preset(), "-x264-params", params.toString());
    }

    private static List<String> x265(VideoSettings settings, ColorFacts color, int threads, boolean lean) {
        StringJoiner params = new StringJoiner(":")
                .add("keyint=" + settings.gop())
                .add("min-keyint=" + settings.gop())
                .add("scenecut=0")
                .add("open-gop=0")
                .add("repeat-headers=1")
                .add("info=0")
                .add("vbv-init=" + VideoSettings.BUFFER_FILL)
                .add("pools=" + threads)
                .add("log-level=error");
        if (lean) {
            params.add("frame-threads=1");
        }
        if (lean && !SHORT_X265.contains(settings.preset())) {
            params.add("rc-lookahead=" + LEAN_LOOKAHEAD);
        }
        if (color.masteringDisplay() != null || color.contentLight() != null) {
            params.add("hdr10=1");
        }
        if (color.masteringDisplay() != null) {
            params.add("master-display=" + color.masteringDisplay());
        }
        if (color.contentLight() != null) {
            params.add("max-cll=" + color.contentLight());
        }
        return List.of(
                "-c:v", "libx265", "-preset", settings.preset(), "-tag:v", "hvc1", "-x265-params", params.toString());
    }

    private static List<String> svtAv1(VideoSettings settings, ColorFacts color, int threads, boolean lean) {
        StringJoiner params =
                new StringJoiner(":").add("scd=0").add("irefresh-type=2").add("lp=" + threads);
        if (lean) {
            params.add("lookahead=" + LEAN_LOOKAHEAD);
        }
        if (color.masteringDisplay() != null) {
            params.add("mastering-display=" + svtMasteringDisplay(color.masteringDisplay()));
        }
        if (color.contentLight() != null) {
            params.add("content-light=" + color.contentLight());
        }
        return List.of("-c:v", "libsvtav1", "-preset", settings.preset(), "-svtav1-params", params.toString());
    }

    /** x265 counts in 1/50000 and 1/10000 cd/m²; SVT-AV1 takes plain decimals. */
    private static String svtMasteringDisplay(String x265) {
        StringBuilder out = new StringBuilder();
        java.util.regex.Matcher part = java.util.regex.Pattern.compile("(G|B|R|WP|L)\\((\\d+),(\\d+)\\)")
                .matcher(x265);
        while (part.find()) {
            double unit = part.group(1).equals("L") ? 10_000 : 50_000;
            out.append(part.group(1))
                    .append('(')
                    .append(decimal(part.group(2), unit))
                    .append(',')
                    .append(decimal(part.group(3), unit))
                    .append(')');
        }
        return out.toString();
    }

    private static String decimal(String units, double unit) {
        return String.format(java.util.Locale.ROOT, "%.5f", Long.parseLong(units) / unit);
    }

    private static List<String> rate(VideoSettings settings) {
        List<String> options = new ArrayList<>();
        if (settings.crf() != null) {
            options.addAll(List.of("-crf", number(settings.crf())));
        } else {
            options.addAll(List.of("-b:v", String.valueOf(settings.bitrate())));
        }
        if (settings.maxBitrate() != null && canCap(settings)) {
            options.addAll(List.of(
                    "-maxrate",
                    String.valueOf(settings.maxBitrate()),
                    "-bufsize",
                    String.valueOf(settings.bufferSize())));
        }
        return options;
    }

    /** SVT-AV1 refuses a cap beside a bitrate. */
    private static boolean canCap(VideoSettings settings) {
        return settings.codec() != VideoCodec.AV1 || settings.crf() != null;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private static List<String> color(ColorFacts color) {
        List<String> options = new ArrayList<>();
        add(options, "-color_range", color.range());
        add(options, "-color_primaries", color.primaries());
        add(options, "-color_trc", color.transfer());
        add(options, "-colorspace", color.matrix());
        return options;
    }

    private static void add(List<String> options, String name, String value) {
        if (value != null) {
            options.add(name);
            options.add(value);
        }
    }
}
