package io.reelmill.media.tool;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The build of ffmpeg that comes as a Maven artifact with a classifier of this platform: its programs and libraries are
 * unpacked once, side by side.
 */
final class BundledTools {

    private BundledTools() {}

    static MediaTools unpack(Map<String, String> env) {
        String folder = "org/bytedeco/ffmpeg/" + platform() + "/";
        URL url = BundledTools.class.getClassLoader().getResource(folder + "ffmpeg");
        if (url == null) {
            throw new MediaToolsException(
                    "There is no ffmpeg on the PATH and no bundled one for %s. Install ffmpeg, or set %s and %s."
                            .formatted(platform(), MediaTools.FFMPEG, MediaTools.FFPROBE));
        }
        try (JarFile jar = jar(url)) {
            Path home = unpacked(jar, folder, cache(env));
            Map<String, String> environment = Map.of(libraryVariable(), home.toString());
            return MediaTools.checked(home.resolve("ffmpeg"), home.resolve("ffprobe"), environment);
        } catch (IOException e) {
            throw new MediaToolsException("The bundled ffmpeg cannot be unpacked: " + e, e);
        }
    }

    static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "macosx" : "linux";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64";
        return os + "-" + arch + "-gpl";
    }

    private static String libraryVariable() {
        return platform().startsWith("macosx") ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH";
    }

    private static JarFile jar(URL url) throws IOException {
        if (url.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            return connection.getJarFile();
        }
        throw new IOException("not in a jar: " + url);
    }

    private static Path cache(Map<String, String> env) throws IOException {
        String home = env.getOrDefault("REELMILL_HOME", System.getProperty("user.home") + "/.reelmill");
        for (Path candidate : List.of(Path.of(home), Path.of(System.getProperty("java.io.tmpdir"), "reelmill"))) {
            try {
                return Files.createDirectories(candidate.resolve("cache"));
            } catch (IOException e) {
                // A read-only home is usual in containers; the next place may be writable.
            }
        }
        throw new IOException("neither REELMILL_HOME (%s) nor the temporary directory is writable".formatted(home));
    }

    /** Unpacks beside the target and renames, so that a crash or a second process never leaves half a build. */
    private static Path unpacked(JarFile jar, String folder, Path cache) throws IOException {
        Path home =
                cache.resolve(Path.of(jar.getName()).getFileName().toString().replaceFirst("\\.jar$", ""));
        if (Files.isDirectory(home)) {
            return home;
        }
        Path fresh = Files.createTempDirectory(cache, "unpacking-");
        for (JarEntry entry : jar.stream().filter(e -> wanted(e, folder)).toList()) {
            extract(jar, entry, fresh.resolve(entry.getName().substring(folder.length())));
        }
        try {
            return Files.move(fresh, home);
        } catch (IOException e) {
            if (Files.isDirectory(home)) {
                return home;
            }
            throw e;
        }
    }

    private static boolean wanted(JarEntry entry, String folder) {
        String name = entry.getName();
        return !entry.isDirectory()
                && name.startsWith(folder)
                && name.indexOf('/', folder.length()) < 0
                && !name.contains("libjni");
    }

    private static void extract(JarFile jar, JarEntry entry, Path file) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, file);
        }
        if (!file.toFile().setExecutable(true, true)) {
            throw new IOException("cannot be made executable: " + file);
        }
    }
}
