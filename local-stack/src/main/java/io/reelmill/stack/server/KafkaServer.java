package io.reelmill.stack.server;

import io.reelmill.stack.process.ProcessSpec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/** Kafka with one node that is broker and controller. */
final class KafkaServer implements LocalServer {

    private static final int HEAP_MIB = 256;
    private static final short API_VERSIONS = 18;
    private static final int CORRELATION = 7;

    private final ServerHome home;
    private final JavaServers java;
    private final int port;
    private final int controllerPort;

    KafkaServer(ServerHome home, JavaServers java, int port, int controllerPort) {
        this.home = home;
        this.java = java;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    @Override
    public ProcessSpec prepare() {
        Path data = home.part("data", this::format);
        Path config = home.file("server.properties", KafkaSettings.of(port, controllerPort, data));
        return home.spec(java.server(Server.KAFKA, HEAP_MIB, "kafka.Kafka", config.toString()), "TERM");
    }

    private void format(Path directory) {
        Path config = home.file("format.properties", KafkaSettings.of(port, controllerPort, directory));
        home.run(java.step(
                HEAP_MIB, "kafka.tools.StorageTool", "format", "--cluster-id=" + clusterId(), "-c", config.toString()));
    }

    /** May begin with a dash, so it must not stand as a word of its own. */
    private static String clusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Asks for the API versions: a broker answers once it handles requests, not as soon as its port is open. */
    @Override
    public boolean isReady() {
        byte[] question = ByteBuffer.allocate(14)
                .putInt(10)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(CORRELATION)
                .putShort((short) -1)
                .array();
        byte[] answer = Probe.ask(port, question, 10);
        return answer.length == 10
                && ByteBuffer.wrap(answer).getInt(4) == CORRELATION
                && ByteBuffer.wrap(answer).getShort(8) == 0;
    }
}
