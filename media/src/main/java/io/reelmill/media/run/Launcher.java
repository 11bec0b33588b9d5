package io.reelmill.media.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Starts processes; the protocol on their standard streams is that of {@code leash.sh}. */
interface Launcher {

    /**
     * @param command program and arguments
     * @param environment variables added to ours
     * @param directory working directory, null for ours
     */
    Process launch(List<String> command, Map<String, String> environment, Path directory) throws IOException;
}
