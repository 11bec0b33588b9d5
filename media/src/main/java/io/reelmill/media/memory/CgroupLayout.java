package io.reelmill.media.memory;

/** Names of the files of a memory cgroup, and of the keys in them. */
enum CgroupLayout {
    V1(
            "memory.limit_in_bytes",
            "memory.usage_in_bytes",
            "total_inactive_file",
            "total_active_file",
            "memory.oom_control"),
    V2("memory.max", "memory.current", "inactive_file", "active_file", "memory.events");

    final String limit;
    final String usage;
    final String inactiveFile;
    final String activeFile;
    final String events;

    CgroupLayout(String limit, String usage, String inactiveFile, String activeFile, String events) {
        this.limit = limit;
        this.usage = usage;
        this.inactiveFile = inactiveFile;
        this.activeFile = activeFile;
        this.events = events;
    }
}
