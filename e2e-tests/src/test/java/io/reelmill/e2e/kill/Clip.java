package io.reelmill.e2e.kill;

import io.reelmill.media.TestClips;
import java.nio.file.Path;

/** The source of every row: four chunks, and sound. */
final class Clip {

    static final int FRAMES = 400;

    private Clip() {}

    static Path write(Path file) {
        return TestClips.clip().size(640, 360).frames(FRAMES).audio("eng").write(file);
    }
}
