package io.reelmill.media.clips;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The description of a clip: 320×180, 100 frames at 25 per second, lossy H.264 and silent unless told otherwise. */
public final class Clip {

    private final TestClips clips;
    private final Path file;
    private int width = 320;
    private int height = 180;
    private int frames = 100;
    private String rate = "25";
    private String filter = "null";
    private double soundDelay;
    private double soundSeconds = -1;
    private List<String> video = List.of("-c:v", "libx264", "-preset", "veryfast", "-crf", "18");
    private List<String> input = List.of();
    private List<String> output = List.of();
    private final List<List<String>> tones = new ArrayList<>();

    Clip(TestClips clips, Path file) {
        this.clips = clips;
        this.file = file;
    }

    /** Size of the pictures that are drawn; a filter may turn them. */
    public Clip size(int newWidth, int newHeight) {
        width = newWidth;
        height = newHeight;
        return this;
    }

    /** Number of frames, at most 4096. */
    public Clip frames(int count) {
        if (count > FramePattern.MAX_FRAMES) {
            throw new IllegalArgumentException("at most " + FramePattern.MAX_FRAMES + " frames have numbers");
        }
        frames = count;
        return this;
    }

    /** Frames per second, e.g. {@code 30000/1001}. */
    public Clip rate(String framesPerSecond) {
        rate = framesPerSecond;
        return this;
    }

    /** Filters between the numbered pictures and the encoder, e.g. {@code setpts} for a variable rate. */
    public Clip filter(String chain) {
        filter = chain;
        return this;
    }

    /** Options of the video encoder, instead of x264. */
    public Clip video(String... options) {
        video = List.of(options);
        return this;
    }

    /** Adds an AAC track: a beep of 100 ms at every whole second. Options may name another codec, or metadata. */
    public Clip tone(String... options) {
        tones.add(options.length == 0 ? List.of("-c:a", "aac") : List.of(options));
        return this;
    }

    /** Sound starts this many seconds after the picture; negative starts it before. */
    public Clip soundDelay(double seconds) {
        soundDelay = seconds;
        return this;
    }

    /** Length of the sound; that of the picture otherwise. */
    public Clip soundSeconds(double seconds) {
        soundSeconds = seconds;
        return this;
    }

    /** More inputs, from input number 1 (after the pictures) or 2 (after the sound). */
    public Clip input(String... options) {
        input = List.of(options);
        return this;
    }

    /** Options of the output file: flags of the muxer, metadata, maps. */
    public Clip output(String... options) {
        output = List.of(options);
        return this;
    }

    /** Makes the file. */
    public Path make() {
        Path pictures = clips.pictures(frames, width, height);
        List<Object> command = new ArrayList<>(List.of(
                "-f", "rawvideo", "-s", width + "x" + height, "-pix_fmt", "yuv420p", "-r", rate, "-i", pictures));
        if (!tones.isEmpty()) {
            command.addAll(List.of("-itsoffset", soundDelay, "-f", "lavfi", "-i", beeps()));
        }
        command.addAll(input);
        command.addAll(List.of("-map", "0:v", "-vf", filter, "-fps_mode", "passthrough", "-bitexact"));
        command.addAll(video);
        for (int i = 0; i < tones.size(); i++) {
            command.addAll(List.of("-map", "1:a"));
            command.addAll(tones.get(i));
        }
        command.addAll(output);
        command.add(file);
        clips.ffmpeg(command.toArray());
        delete(pictures);
        return file;
    }

    private String beeps() {
        String[] fraction = rate.split("/");
        double perSecond =
                Double.parseDouble(fraction[0]) / (fraction.length > 1 ? Double.parseDouble(fraction[1]) : 1);
        double seconds = soundSeconds < 0 ? frames / perSecond : soundSeconds;
        return "aevalsrc='if(lt(mod(t,1),0.1),0.6*sin(2*PI*1000*t),0)':s=48000:c=stereo:d=" + seconds;
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
