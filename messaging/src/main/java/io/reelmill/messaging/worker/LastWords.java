package io.reelmill.messaging.worker;

import io.reelmill.common.message.Messages;
import io.reelmill.common.message.TerminationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Leaves behind which process this was: a worker keeps its name when it is started anew, and a kill leaves no time for words. */
final class LastWords {

    private static final Logger LOG = Logger.getLogger(LastWords.class);

    /** Made by the kubelet for each run of a container, and read at its end. */
    private static final Path KUBERNETES = Path.of("/dev/termination-log");

    private LastWords() {}

    /** Says it before the process holds anything. Where that cannot be written, deaths are told by their time. */
    static void leave(Optional<Path> configured, Identity identity) {
        Optional<Path> file = configured.or(() -> Optional.of(KUBERNETES).filter(Files::exists));
        file.ifPresent(path -> leave(path, identity));
    }

    private static void leave(Path file, Identity identity) {
        try {
            Files.writeString(file, Messages.write(new TerminationMessage(identity.incarnation())));
        } catch (IOException e) {
            LOG.warnf("%s cannot be written: %s", file, e);
        }
    }
}
