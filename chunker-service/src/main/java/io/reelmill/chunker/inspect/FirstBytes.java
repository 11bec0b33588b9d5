package io.reelmill.chunker.inspect;

import io.reelmill.common.plan.ObjectRef;
import io.reelmill.storage.ObjectStore;
import io.reelmill.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of a source, to tell what it is instead of media.
 *
 * @param bytes up to 512 of them
 * @param size size of the whole
 */
record FirstBytes(byte[] bytes, long size) {

    private static final int WANTED = 512;

    static FirstBytes of(ObjectStore store, ObjectRef object, long size) {
        try (InputStream in = store.open(object, 0)) {
            return new FirstBytes(in.readNBytes(WANTED), size);
        } catch (IOException e) {
            throw new StorageException(
                    StorageException.Kind.UNAVAILABLE, "reading %s broke off: %s".formatted(object.key(), e), e);
        }
    }

    /** As text, whatever they are. */
    String latin() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Whether they are text: no control characters but those of lines. */
    boolean text() {
        for (byte b : bytes) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    /** Whether it begins like a file of the MP4 family. */
    boolean mp4() {
        return bytes.length >= 8 && latin().startsWith("ftyp", 4);
    }
}
