package io.reelmill.media.command;

import java.util.ArrayList;
import java.util.List;

/**
 * What ffmpeg may open: only containers that hold their own media, and only by the protocol of the input itself. A playlist,
 * a manifest or an image sequence could name other files and hosts, so their demuxers are absent.
 */
public final class InputFence {

    private static final String DEMUXERS = String.join(
            ",",
            List.of(
                    "mov",
                    "mp4",
                    "m4a",
                    "3gp",
                    "3g2",
                    "mj2",
                    "matroska",
                    "webm",
                    "avi",
                    "mpegts",
                    "mpegtsraw",
                    "mpeg",
                    "mpegvideo",
                    "ogg",
                    "flv",
                    "live_flv",
                    "asf",
                    "mxf",
                    "nut",
                    "wav",
                    "w64",
                    "mp3",
                    "aac",
                    "flac",
                    "ac3",
                    "eac3",
                    "aiff",
                    "caf",
                    "au",
                    "amr",
                    "dv",
                    "gxf",
                    "ivf",
                    "h264",
                    "hevc",
                    "m4v",
                    "obu",
                    "av1",
                    "rm",
                    "wtv",
                    "dts",
                    "dtshd",
                    "truehd",
                    "opus",
                    "ape",
                    "wv",
                    "tta",
                    "y4m",
                    "yuv4mpegpipe"));

    /** Silence on a connection to the store for longer than this is an error, in microseconds. */
    private static final String SILENCE_MICROS = "60000000";

    private InputFence() {}

    /**
     * Options to put before {@code -i input}, and the input itself.
     *
     * @param threads threads of its decoders
     */
    public static List<String> input(String input, int threads) {
        List<String> options = new ArrayList<>(options(input));
        options.addAll(List.of("-threads", String.valueOf(threads)));
        options.add("-i");
        options.add(input);
        return options;
    }

    /** Options that fence the input in, for {@code ffmpeg} and {@code ffprobe} alike. */
    public static List<String> options(String input) {
        List<String> options = new ArrayList<>(List.of("-format_whitelist", DEMUXERS, "-protocol_whitelist"));
        if (input.startsWith("http://") || input.startsWith("https://")) {
            options.addAll(List.of("http,https,tcp,tls", "-rw_timeout", SILENCE_MICROS));
        } else {
            options.add("file");
        }
        return options;
    }
}
