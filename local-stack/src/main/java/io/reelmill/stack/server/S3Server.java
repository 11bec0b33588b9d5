package io.reelmill.stack.server;

import io.reelmill.stack.process.ProcessSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** S3Proxy on a folder; the bucket is a folder in it. Anonymous and wrongly signed requests are refused. */
final class S3Server implements LocalServer {

    private static final int HEAP_MIB = 160;
    private static final byte[] GET = "GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerHome home;
    private final JavaServers java;
    private final int port;
    private final Credentials credentials;
    private final String bucket;

    S3Server(ServerHome home, JavaServers java, int port, Credentials credentials, String bucket) {
        this.home = home;
        this.java = java;
        this.port = port;
        this.credentials = credentials;
        this.bucket = bucket;
    }

    @Override
    public ProcessSpec prepare() {
        Path data = home.part("data", directory -> {});
        makeBucket(data.resolve(bucket));
        String config =
                """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """
                        .formatted(port, credentials.s3AccessKey(), credentials.s3SecretKey(), data);
        Path file = OwnerOnly.write(home.directory().resolve("s3proxy.properties"), config);
        return home.spec(
                java.server(Server.S3, HEAP_MIB, "org.gaul.s3proxy.Main", "--properties", file.toString()), "TERM");
    }

    private static void makeBucket(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot make the bucket " + folder, e);
        }
    }

    @Override
    public boolean isReady() {
        return new String(Probe.ask(port, GET, 12), StandardCharsets.US_ASCII).endsWith(" 403");
    }
}
