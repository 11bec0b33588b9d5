package io.reelmill.merge.join;

import io.reelmill.common.message.TaskEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All chunks of a rendition must tell a decoder the same before their first frame. Pure. */
final class InitializationCheck {

    private InitializationCheck() {}

    /**
     * Chunks to be done again so that all have the same: those unlike most, ties go to the earliest chunk's. Where such a chunk
     * was done again already and still differs, the workers of today, of another build than those before, cannot make what
     * most have: then the others are done again.
     */
    static List<TaskEvent.Rejection> rejections(List<ChunkFile> chunks) {
        List<TaskEvent.Rejection> rejections = new ArrayList<>();
        if (chunks.isEmpty()) {
            return rejections;
        }
        String wanted = latest(chunks, usual(chunks));
        for (ChunkFile chunk : chunks) {
            if (!chunk.initSha256().equals(wanted)) {
                rejections.add(chunk.input()
                        .rejected("has another initialization than the other chunks: %s instead of %s"
                                .formatted(chunk.initSha256(), wanted)));
            }
        }
        return rejections;
    }

    /** What the unlike chunk of the highest attempt has, if no chunk like most was tried as often. */
    private static String latest(List<ChunkFile> chunks, String usual) {
        int usualAttempts = chunks.stream()
                .filter(chunk -> chunk.initSha256().equals(usual))
                .mapToInt(InitializationCheck::attempt)
                .max()
                .orElseThrow();
        return chunks.stream()
                .filter(chunk -> attempt(chunk) > usualAttempts)
                .max(Comparator.comparingInt(InitializationCheck::attempt))
                .map(ChunkFile::initSha256)
                .orElse(usual);
    }

    private static int attempt(ChunkFile chunk) {
        return chunk.input().output().attempt();
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
