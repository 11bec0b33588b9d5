package io.reelmill.merge.join;

import io.reelmill.merge.mp4.FragmentedFile;
import java.nio.file.Path;
import java.util.Optional;

/** A chunk in scratch space that passed its own check. */
record ChunkFile(ChunkInput input, Path path, FragmentedFile index, String initSha256) {

    /** Says so when the initialization is not the one that the worker counted. */
    Optional<String> unlikeStored() {
        String stored = input.output().initSha256();
        return stored == null || stored.equals(initSha256)
                ? Optional.empty()
                : Optional.of("has another initialization than its worker stored");
    }
}
