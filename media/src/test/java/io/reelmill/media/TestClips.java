package io.reelmill.media;

import io.reelmill.common.plan.Rational;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes clips whose frames carry their numbers (0, 1, 2, …), flash once per {@link #FLASH_EVERY} frames, and beep at the very
 * time of each flash. Defaults: 320x180, 25 frames per second, 100 frames, x264 ultrafast with a keyframe every 25 frames, no
 * sound. Not thread-safe; each setter changes this and returns it.
 *
 * <pre>{@code
 * Path clip = TestClips.clip().size(357, 201).frames(75).audio("eng").write(dir.resolve("odd.mkv"));
 * assertThat(Decoded.of(clip).numbers()).containsExactlyElementsOf(Decoded.range(75));
 * }</pre>
 */
public final class TestClips {

    /** Distance between flashes, in frames. */
    public static final int FLASH_EVERY = 25;

    /** Number of the first frame that flashes. */
    public static final int FIRST_FLASH = 5;

    private static final int SAMPLE_RATE = 48_000;
    private static final double BEEP_SECONDS = 0.08;

    private record Audio(String language, int channels, double offsetSeconds) {}

    private int width = 320;
    private int height = 180;
    private Rational rate = new Rational(25, 1);
    private int frames = 100;
    private int rotation;
    private boolean interlaced;
    private List<String> codec =
            List.of("-c:v", "libx264", "-preset", "ultrafast", "-g", "25", "-threads", "1", "-pix_fmt", "yuv420p");
    private List<String> audioCodec = List.of("-c:a", "aac", "-b:a", "96k");
    private final List<Audio> audio = new ArrayList<>();
    private final List<String> filters = new ArrayList<>();
    private final List<String> output = new ArrayList<>();
    private String subtitles;
    private String subtitleCodec;
    private int chapters;
    private String title;

    private TestClips() {}

    /** A clip with the defaults. */
    public static TestClips clip() {
        return new TestClips();
    }

    /** Size for display, after rotation; any, also odd. */
    public TestClips size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    /** Frames per second. */
    public TestClips rate(long num, long den) {
        rate = new Rational(num, den);
        return this;
    }

    /** Number of frames, at most 65536. */
    public TestClips frames(int count) {
        frames = count;
        return this;
    }

    /** Encoder of the picture and its options, e.g. {@code -c:v libvpx-vp9 -g 50}. */
    public TestClips codec(String... options) {
        codec = List.of(options);
        return this;
    }

    /** HEVC of ten bits under HDR10: BT.2020, PQ, the given mastering display and content light in x265's notation. */
    public TestClips hdr10(String masteringDisplay, String contentLight) {
        return codec(
                "-c:v",
                "libx265",
                "-preset",
                "ultrafast",
                "-g",
                "25",
                "-pix_fmt",
                "yuv420p10le",
                "-color_primaries",
                "bt2020",
                "-color_trc",
                "smpte2084",
                "-colorspace",
                "bt2020nc",
                "-color_range",
                "tv",
                "-x265-params",
                "log-level=error:pools=1:hdr10=1:repeat-headers=1:master-display=" + masteringDisplay + ":max-cll="
                        + contentLight);
    }

    /** Pictures of which every fourth has the time of the one before it, at 25 frames per second; for Matroska. */
    public TestClips repeatedTimes() {
        return codec(
                "-c:v",
                "mjpeg",
                "-q:v",
                "3",
                "-pix_fmt",
                "yuvj420p",
                "-bsf:v",
                "setts=ts='if(eq(mod(N,4),3),(N-1)*40,N*40)':duration=40:time_base=1/1000");
    }

    /** Encoder of the sound and its options. */
    public TestClips audioCodec(String... options) {
        audioCodec = List.of(options);
        return this;
    }

    /**
     * Clockwise degrees by which a player turns the picture: 90, 180 or 270. The picture is stored turned the other way, so that
     * its numbers can be read only when it was turned exactly once. For MP4 and MOV.
     */
    public TestClips rotation(int clockwise) {
        rotation = clockwise;
        return this;
    }

    /** Two fields per frame, top field first, with texture that moves between the two. */
    public TestClips interlaced() {
        interlaced = true;
        return this;
    }

    /** Filters before the encoder, e.g. {@code settb=1/1000,setpts='N*40+mod(N,3)*7'} for a variable frame rate. */
    public TestClips filter(String filter) {
        filters.add(filter);
        return this;
    }

    /** Options of the output, e.g. {@code -output_ts_offset 5}. */
    public TestClips output(String... options) {
        output.addAll(List.of(options));
        return this;
    }

    /** Adds a stereo track whose beeps are in time with the flashes. */
    public TestClips audio(String language) {
        return audio(language, 2, 0);
    }

    /**
     * Adds a track.
     *
     * @param language ISO 639-2 code
     * @param channels number of channels
     * @param offsetSeconds by how much its beeps come after the flashes; the track also starts so much later
     */
    public TestClips audio(String language, int channels, double offsetSeconds) {
        audio.add(new Audio(language, channels, offsetSeconds));
        return this;
    }

    /** Adds a text track with one caption per second. */
    public TestClips subtitles(String language, String encoder) {
        subtitles = language;
        subtitleCodec = encoder;
        return this;
    }

    /** Adds chapters of equal length, named {@code Chapter 1}, … */
    public TestClips chapters(int count) {
        chapters = count;
        return this;
    }

    /** Sets the title in the metadata. */
    public TestClips title(String text) {
        title = text;
        return this;
    }

    /** Length in seconds at a constant rate. */
    public double seconds() {
        return frames / rate.toDouble();
    }

    /** Writes the clip; the name's extension chooses the container. */
    public Path write(Path file) {
        try {
            Path scratch = Files.createTempDirectory("reelmill-clip-");
            try {
                Path made = rotation == 0 ? file : scratch.resolve("unturned-" + file.getFileName());
                TestingTools.ffmpeg(arguments(made, scratch), this::pictures, in -> in.readAllBytes());
                if (rotation != 0) {
                    turn(made, file);
                }
                return file;
            } finally {
                deleteAll(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> arguments(Path file, Path scratch) throws IOException {
        Rational pictures = interlaced ? new Rational(rate.num() * 2, rate.den()) : rate;
        List<String> arguments = new ArrayList<>(List.of("-y", "-f", "rawvideo", "-pixel_format", "yuv444p"));
        arguments.addAll(List.of("-video_size", width + "x" + height, "-framerate", pictures.toString()));
        arguments.addAll(List.of("-i", "pipe:0"));
        List<String> maps = new ArrayList<>(List.of("-map", "0:v"));
        int next = 1;
        for (Audio track : audio) {
            arguments.addAll(audioInput(track));
            maps.addAll(List.of("-map", next + ":a", "-metadata:s:a:" + (next - 1), "language=" + track.language()));
            next++;
        }
        if (subtitles != null) {
            arguments.addAll(
                    List.of("-i", SideFiles.subtitles(scratch, seconds()).toString()));
            maps.addAll(
                    List.of("-map", next + ":s", "-c:s", subtitleCodec, "-metadata:s:s:0", "language=" + subtitles));
            next++;
        }
        if (chapters > 0 || title != null) {
            arguments.addAll(List.of(
                    "-i",
                    SideFiles.metadata(scratch, title, chapters, seconds()).toString()));
            maps.addAll(List.of("-map_metadata", String.valueOf(next), "-map_chapters", String.valueOf(next)));
        }
        arguments.addAll(maps);
        arguments.addAll(filterOptions());
        arguments.addAll(codec);
        arguments.addAll(audioCodec);
        arguments.addAll(output);
        arguments.add(file.toString());
        return arguments;
    }

    private List<String> audioInput(Audio track) {
        double period = FLASH_EVERY / rate.toDouble();
        double first = FIRST_FLASH / rate.toDouble();
        String wave = "'sin(2*PI*880*t)*gte(t," + first + ")*lt(mod(t-" + first + "+" + period + "," + period + "),"
                + BEEP_SECONDS + ")'";
        String expressions = String.join("|", java.util.Collections.nCopies(track.channels(), wave));
        String layout = track.channels() == 6 ? "5.1" : track.channels() == 1 ? "mono" : "stereo";
        String source = "aevalsrc=" + expressions.replace("'|'", "|") + ":s=" + SAMPLE_RATE + ":c=" + layout + ":d="
                + seconds();
        return List.of("-itsoffset", String.valueOf(track.offsetSeconds()), "-f", "lavfi", "-i", source);
    }

    private List<String> filterOptions() {
        List<String> all = new ArrayList<>();
        if (interlaced) {
            all.add("tinterlace=interleave_top");
        }
        switch (rotation) {
            case 90 -> all.add("transpose=cclock");
            case 180 -> all.add("hflip,vflip");
            case 270 -> all.add("transpose=clock");
            default -> {
                // Upright.
            }
        }
        all.addAll(filters);
        return all.isEmpty() ? List.of() : List.of("-vf", String.join(",", all), "-fps_mode", "passthrough");
    }

    /** The option counts anticlockwise, as ffprobe does. */
    private void turn(Path from, Path to) {
        TestingTools.ffmpeg(List.of("-y", "-i", from.toString(), "-map", "0", "-c", "copy", to.toString()));
        DisplayMatrix.write(to, rotation);
    }

    private void pictures(OutputStream out) throws IOException {
        int repeat = interlaced ? 2 : 1;
        for (int picture = 0; picture < frames * repeat; picture++) {
            int number = picture / repeat;
            boolean flash = number % FLASH_EVERY == FIRST_FLASH;
            out.write(NumberedPicture.draw(width, height, number, picture, flash));
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
