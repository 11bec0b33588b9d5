package io.reelmill.operator.pods;

/** Which class the end of a container is of. Pure. */
final class Classification {

    /** Reason of the kubelet. */
    static final String OOM_KILLED = "OOMKilled";

    /** The kubelet lost sight of the container, and makes up 137 as its exit code. */
    private static final String UNKNOWN = "ContainerStatusUnknown";

    private static final int KILLED = 137;
    private static final int JVM_HEAP = 3;

    private Classification() {}

    /**
     * The class.
     *
     * @param reason as the kubelet wrote it; may be null
     * @param exitCode may be null
     * @param sentAway whether the pod was evicted or deleted: whoever kills it then does so for that, unless the kubelet says
     *     otherwise and the code agrees
     */
    static DeathClass of(String reason, Integer exitCode, boolean sentAway) {
        boolean oomKilled = OOM_KILLED.equals(reason);
        boolean killed = exitCode != null && exitCode == KILLED && !UNKNOWN.equals(reason);
        if (oomKilled && killed) {
            return DeathClass.OOM_CONFIRMED;
        }
        if (sentAway) {
            return DeathClass.EVICTED;
        }
        if (oomKilled || killed) {
            return DeathClass.OOM_SUSPECTED;
        }
        return exitCode != null && exitCode == JVM_HEAP ? DeathClass.JVM_HEAP : DeathClass.OTHER;
    }
}
