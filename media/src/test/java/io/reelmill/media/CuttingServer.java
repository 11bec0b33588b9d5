package io.reelmill.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves one file by HTTP with ranges, as a store does, and ends every connection when it comes to a place in the file,
 * whatever it had promised.
 */
public final class CuttingServer implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("\\r\\nrange: bytes=(\\d+)-", Pattern.CASE_INSENSITIVE);

    private final byte[] file;
    private final int cut;
    private final ServerSocket listener;

    private CuttingServer(byte[] file, int cut) throws IOException {
        this.file = file;
        this.cut = cut;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "cutting-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Serves the file up to a share of its bytes; 1 serves all of it. */
    public static CuttingServer of(Path file, double share) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new CuttingServer(bytes, (int) (bytes.length * share));
    }

    /** Where the file is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/source");
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                Thread thread = new Thread(() -> answer(connection), "cutting-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            int from = from(head(connection.getInputStream()));
            OutputStream out = connection.getOutputStream();
            out.write(String.format(
                            Locale.ROOT,
                            "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes %d-%d/%d\r\nAccept-Ranges: bytes\r\n"
                                    + "Content-Length: %d\r\nConnection: close\r\n\r\n",
                            from,
                            file.length - 1,
                            file.length,
                            file.length - from)
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(Arrays.copyOfRange(file, Math.min(from, cut), cut));
            connection.shutdownOutput();
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The reader has what it wants.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (c == '\n' && head.toString().endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString();
    }

    private static int from(String head) {
        Matcher range = RANGE.matcher(head);
        return range.find() ? Integer.parseInt(range.group(1)) : 0;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
