package io.reelmill.cli.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The command line that makes the demonstration clip. Pure. */
final class DemoClip {

    private static final int RATE = 30;

    private DemoClip() {}

    /** A moving picture that shows its time, a tone with a beep each second, and a timecode track. */
    static List<String> arguments(int seconds, Path file) {
        return List.of(
                "-hide_banner",
                "-loglevel",
                "error",
                "-nostdin",
                "-y",
                "-f",
                "lavfi",
                "-i",
                String.format(Locale.ROOT, "testsrc2=size=1280x720:rate=%d:duration=%d", RATE, seconds),
                "-f",
                "lavfi",
                "-i",
                String.format(Locale.ROOT, "sine=frequency=440:beep_factor=4:sample_rate=48000:duration=%d", seconds),
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-crf",
                "18",
                "-pix_fmt",
                "yuv420p",
                "-g",
                String.valueOf(2 * RATE),
                "-c:a",
                "aac",
                "-b:a",
                "128k",
                "-timecode",
                "01:00:00:00",
                "-movflags",
                "+faststart",
                file.toString());
    }
}
