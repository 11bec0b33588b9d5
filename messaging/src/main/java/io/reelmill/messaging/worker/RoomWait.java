package io.reelmill.messaging.worker;

import io.reelmill.common.message.Claim;
import io.reelmill.messaging.queue.Hold;
import io.reelmill.messaging.queue.SlotGate;
import java.io.IOException;
import org.jboss.logging.Logger;

/**
 * Goes on waiting for room while the broker holds the record for this worker, and the gateway has use for it: of one that came
 * back while its task runs, or whose job has ended, there is nothing to wait for.
 */
final class RoomWait implements SlotGate.GoOn {

    private static final Logger LOG = Logger.getLogger(RoomWait.class);

    private final ClaimClient claims;
    private final Claim.Request question;
    private final Hold hold;
    private boolean begun;

    RoomWait(ClaimClient claims, Claim.Request question, Hold hold) {
        this.claims = claims;
        this.question = question;
        this.hold = hold;
    }

    @Override
    public boolean ask() throws InterruptedException {
        if (begun) {
            hold.renew();
        }
        begun = true;
        try {
            if (claims.look(question) instanceof ClaimAnswer.Dropped dropped) {
                LOG.infof("Dropped, without waiting for room: %s", dropped.reason());
                return false;
            }
        } catch (IOException e) {
            LOG.debugf("It waits for room, though the gateway could not be asked: %s", e.getMessage());
        }
        return true;
    }

    /** What was waited must not be missing from the time of the attempt. */
    void end() {
        if (begun) {
            hold.renew();
        }
    }
}
