package io.reelmill.merge.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads signatures and the listing of PTS that ffmpeg wrote beside them. */
final class SignatureFile {

    private SignatureFile() {}

    /** Signatures by the PTS in the listing; what was cut off is left out. */
    static Map<Long, Signature> read(Path pictures, Path listing) throws IOException {
        return read(pictures, pts(listing));
    }

    /** Signatures by the given PTS, in order. */
    static Map<Long, Signature> read(Path pictures, List<Long> pts) throws IOException {
        byte[] bytes = Files.exists(pictures) ? Files.readAllBytes(pictures) : new byte[0];
        Map<Long, Signature> signatures = new LinkedHashMap<>();
        int count = Math.min(pts.size(), bytes.length / Signature.BYTES);
        for (int i = 0; i < count; i++) {
            signatures.put(pts.get(i), new Signature(bytes, i * Signature.BYTES));
        }
        return signatures;
    }

    /** PTS in a {@code framecrc} listing: the third column. */
    static List<Long> pts(Path listing) throws IOException {
        List<Long> pts = new ArrayList<>();
        if (!Files.exists(listing)) {
            return pts;
        }
        for (String line : Files.readAllLines(listing)) {
            String[] columns = line.split(",");
            if (!line.startsWith("#") && columns.length > 2) {
                pts.add(Long.parseLong(columns[2].strip()));
            }
        }
        return pts;
    }
}
