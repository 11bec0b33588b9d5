package io.reelmill.e2e.kill;

import io.reelmill.media.TestClips;
import java.nio.file.Path;

/** The source of every row: five chunks that take seconds each, and sound. */
final class Clip {

    static final int FRAMES = 500;

    private Clip() {}

    static Path write(Path file) {
        return TestClips.clip().size(960, 540).frames(FRAMES).audio("eng").write(file);
    }
}
