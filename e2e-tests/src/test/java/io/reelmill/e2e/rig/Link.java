package io.reelmill.e2e.rig;

/**
 * A connection that a service has.
 *
 * @param service such as {@code transcode-1}
 * @param target id of a server, or {@code gateway} for claims
 */
public record Link(String service, String target) {

    /** The target of claims. */
    public static final String GATEWAY = "gateway";

    @Override
    public String toString() {
        return service + " to " + target;
    }
}
