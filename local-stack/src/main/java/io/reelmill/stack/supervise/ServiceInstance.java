package io.reelmill.stack.supervise;

/**
 * One process of a service.
 *
 * @param kind which service
 * @param number from 1
 * @param managementPort port of health and metrics, and of the gateway's internal requests
 */
record ServiceInstance(ServiceKind kind, int number, int managementPort) {

    /** Its name in logs and status, and the worker's id: {@code transcode-1}. */
    String id() {
        return kind.id() + "-" + number;
    }
}
