package io.reelmill.cli.transcode;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/** Writes a file beside its place, compares it with its checksum, and moves it there: never half a result. */
final class Download {

    private static final int BUFFER_BYTES = 1 << 16;

    private Download() {}

    /**
     * @param sha256 what the content must have; null when it is not known
     * @param received told the bytes received so far
     * @throws FileSystemException when it cannot be written
     * @throws IOException when it cannot be read, or the content is another
     */
    static void to(Path target, InputStream content, String sha256, LongConsumer received) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, ".reelmill-", ".part");
        try {
            String actual = copy(content, partial, received);
            if (sha256 != null && !sha256.equalsIgnoreCase(actual)) {
                throw new IOException("%s arrived damaged: its SHA-256 is %s instead of %s"
                        .formatted(target.getFileName(), actual, sha256));
            }
            readableLikeOthers(partial);
            Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** Copies and returns the SHA-256; throws {@link FileSystemException} when it is the file that fails. */
    static String copy(InputStream content, Path file, LongConsumer received) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long total = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int some = content.read(buffer); some >= 0; some = content.read(buffer)) {
                write(out, buffer, some, file);
                digest.update(buffer, 0, some);
                total += some;
                received.accept(total);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A full disk is a plain {@link IOException} to Java, as a lost connection is. */
    private static void write(OutputStream out, byte[] buffer, int length, Path file) throws IOException {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null, e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /** A temporary file is for its owner only; a result is not secret. */
    private static void readableLikeOthers(Path file) {
        if (!file.toFile().setReadable(true, false)) {
            throw new IllegalStateException("cannot make " + file + " readable");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
