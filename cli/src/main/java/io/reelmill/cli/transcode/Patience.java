package io.reelmill.cli.transcode;

import io.reelmill.cli.gateway.GatewayException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Asks again for a while: a gateway that restarts, is busy, or fails, is waited for; a file that cannot be read is not. */
final class Patience {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long PAUSE_SECONDS = 1;

    private final Clock clock;

    Patience(Clock clock) {
        this.clock = clock;
    }

    /** A request. */
    interface Request<T> {
        T send() throws IOException, InterruptedException;
    }

    /** The answer, or the last failure when there was none within the limit. */
    <T> T call(Request<T> request) throws IOException, InterruptedException {
        Instant end = clock.instant().plus(LIMIT);
        while (true) {
            try {
                return request.send();
            } catch (GatewayException e) {
                if (!e.temporary() || clock.instant().isAfter(end)) {
                    throw e;
                }
                TimeUnit.SECONDS.sleep(e.retryAfterSeconds());
            } catch (FileSystemException e) {
                throw e;
            } catch (IOException e) {
                if (clock.instant().isAfter(end)) {
                    throw e;
                }
                TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
            }
        }
    }
}
