package io.reelmill.merge.join;

import io.reelmill.common.message.TaskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All chunks of a rendition must tell a decoder the same before their first frame. Pure. */
final class InitializationCheck {

    private InitializationCheck() {}

    /** Chunks whose initialization differs from that of most; ties go to the earliest chunk's. */
    static List<TaskEvent.Rejection> rejections(List<ChunkFile> chunks) {
        List<TaskEvent.Rejection> rejections = new ArrayList<>();
        if (chunks.isEmpty()) {
            return rejections;
        }
        String usual = usual(chunks);
        for (ChunkFile chunk : chunks) {
            if (!chunk.initSha256().equals(usual)) {
                rejections.add(chunk.input()
                        .rejected("has another initialization than the other chunks: %s instead of %s"
                                .formatted(chunk.initSha256(), usual)));
            }
        }
        return rejections;
    }

    private static String usual(List<ChunkFile> chunks) {
        Map<String, Long> votes = chunks.stream()
                .map(ChunkFile::initSha256)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long most = votes.values().stream().max(Long::compare).orElseThrow();
        return chunks.stream()
                .map(ChunkFile::initSha256)
                .filter(sha -> votes.get(sha) == most)
                .findFirst()
                .orElseThrow();
    }
}
