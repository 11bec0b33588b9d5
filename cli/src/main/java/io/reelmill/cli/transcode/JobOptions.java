package io.reelmill.cli.transcode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How the media is to be encoded, as options; what is not given is left to the profile. */
final class JobOptions {

    static final String DEFAULT_PROFILE = "balanced";

    @Option(
            names = {"-p", "--profile"},
            paramLabel = "NAME",
            description = "fast, balanced (default), quality or small; single settings below take precedence.")
    String profile;

    @Option(names = "--height", paramLabel = "PIXELS", description = "Height of the picture; the width follows.")
    Integer height;

    @ArgGroup
    Rate rate = new Rate();

    @Option(
            names = "--max-bitrate",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "Cap of the bitrate, such as 8M; 0 for none.")
    Long maxBitrate;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "Preset of the encoder: ultrafast ... veryslow, for av1 0 ... 13.")
    String preset;

    @Option(names = "--codec", paramLabel = "CODEC", description = "h264, hevc or av1.")
    String codec;

    @Option(names = "--upscale", description = "Let --height enlarge the picture.")
    boolean upscale;

    @Option(names = "--deinterlace", paramLabel = "MODE", description = "auto (default), on or off.")
    String deinterlace;

    @Option(names = "--no-audio", description = "Drop the sound.")
    boolean noAudio;

    @Option(
            names = "--audio-bitrate",
            paramLabel = "RATE",
            converter = BitrateConverter.class,
            description = "Bits per second for two channels, such as 160k.")
    Long audioBitrate;

    @Option(names = "--channels", paramLabel = "MODE", description = "stereo, or keep (up to 5.1).")
    String channels;

    @Option(names = "--chunk-seconds", paramLabel = "N", description = "Target length of a chunk (default 10).")
    Double chunkSeconds;

    @Option(names = "--allow-partial", description = "Let a truncated source complete with a warning.")
    boolean allowPartial;

    /** Quality or size: one of them. */
    static final class Rate {
        @Option(names = "--crf", paramLabel = "N", description = "Constant rate factor; lower is better.")
        Double crf;

        @Option(
                names = "--bitrate",
                paramLabel = "RATE",
                converter = BitrateConverter.class,
                description = "Target bitrate, such as 2500k or 2.5M.")
        Long bitrate;
    }

    /** Query parameters of an upload of the named file. */
    Map<String, String> parameters(String fileName) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("fileName", fileName);
        job().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        output().forEach((name, value) -> parameters.put(name, String.valueOf(value)));
        return parameters;
    }

    /** The JSON of a job whose source is at an address. */
    Map<String, Object> json(String url) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", Map.of("url", url));
        json.putAll(job());
        if (!output().isEmpty()) {
            json.put("outputs", List.of(output()));
        }
        return json;
    }

    /** Names that the gateway may give the rendition. */
    List<String> renditionNames() {
        if (height != null) {
            return List.of(height + "p");
        }
        String name = profile == null ? DEFAULT_PROFILE : profile;
        return name.equals("small") ? List.of("720p", name) : List.of(name);
    }

    private Map<String, Object> job() {
        Map<String, Object> job = new LinkedHashMap<>();
        put(job, "profile", profile);
        put(job, "chunkSeconds", chunkSeconds);
        put(job, "allowPartial", allowPartial ? Boolean.TRUE : null);
        return job;
    }

    private Map<String, Object> output() {
        Map<String, Object> output = new LinkedHashMap<>();
        put(output, "height", height);
        put(output, "crf", rate.crf);
        put(output, "bitrate", rate.bitrate);
        put(output, "maxBitrate", maxBitrate);
        put(output, "preset", preset);
        put(output, "codec", codec);
        put(output, "upscale", upscale ? Boolean.TRUE : null);
        put(output, "deinterlace", deinterlace);
        put(output, "audio", noAudio ? Boolean.FALSE : null);
        put(output, "audioBitrate", audioBitrate);
        put(output, "channels", channels);
        return output;
    }

    private static void put(Map<String, Object> map, String name, Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
