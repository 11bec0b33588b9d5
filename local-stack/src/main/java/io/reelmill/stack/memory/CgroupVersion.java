package io.reelmill.stack.memory;

/** Names of the files of a memory cgroup. */
enum CgroupVersion {
    V1("memory.limit_in_bytes", "memory.oom_control"),
    V2("memory.max", "memory.events");

    final String limit;
    final String events;

    CgroupVersion(String limit, String events) {
        this.limit = limit;
        this.events = events;
    }
}
