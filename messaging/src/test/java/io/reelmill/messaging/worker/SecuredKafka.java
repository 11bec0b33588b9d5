package io.reelmill.messaging.worker;

import io.reelmill.messaging.kafka.Brokers;
import io.reelmill.messaging.kafka.TestingBrokers;
import io.reelmill.stack.process.ChildProcess;
import io.reelmill.stack.process.FreePorts;
import io.reelmill.stack.process.ProcessSpec;
import io.reelmill.stack.process.Readiness;
import io.reelmill.stack.server.ClassArchives;
import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import io.reelmill.stack.server.ServerPorts;
import io.reelmill.stack.server.ServerSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/** A broker with a second listener, where only TLS is spoken and only a user with a password is let in. */
final class SecuredKafka implements AutoCloseable {

    private static final String SECRET = "not-for-everybody";
    private static final String MECHANISM = "SCRAM-SHA-512";
    private static final String LOGIN = "org.apache.kafka.common.security.scram.ScramLoginModule required";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path directory;
    private final int port;
    private final ChildProcess process;

    SecuredKafka(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        certificate();
        ServerPorts ports = new ServerPorts(directory, new FreePorts(RandomGenerator.getDefault()));
        ServerSet servers = ServerSet.in(directory, ports, ClassArchives.none());
        port = ports.of("kafka-secured");
        ProcessSpec spec = servers.get(Server.KAFKA).prepare();
        listener(Path.of(spec.command().get(spec.command().size() - 1)));
        process = ChildProcess.start(spec);
        Readiness.await(process, servers.get(Server.KAFKA)::isReady, PATIENCE);
        Brokers open = TestingBrokers.at(servers.endpoints().kafkaBootstrapServers());
        try (Admin admin = Admin.create(open.client(Map.of()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                            "reelmill", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), SECRET)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** Of a key that signs itself, so that it is also who is to be trusted. */
    private void certificate() throws IOException, InterruptedException {
        keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=broker", "-ext", "SAN=ip:" + Endpoints.HOST);
        keytool("-exportcert", "-rfc", "-file", authority().toString());
    }

    private void keytool(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/keytool").toString()));
        all.addAll(List.of(command));
        all.addAll(List.of("-alias", "broker", "-storetype", "PKCS12", "-storepass", SECRET));
        all.addAll(List.of("-keystore", keys().toString()));
        Process tool = new ProcessBuilder(all).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes());
        if (tool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }

    private Path keys() {
        return directory.resolve("broker.p12");
    }

    private Path authority() {
        return directory.resolve("ca.crt");
    }

    private void listener(Path configuration) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(configuration).stream()
                .map(line -> switch (line.split("=")[0]) {
                    case "listeners", "advertised.listeners" -> line + ",SAFE://" + servers();
                    case "listener.security.protocol.map" -> line + ",SAFE:SASL_SSL";
                    default -> line;
                })
                .toList());
        lines.add("listener.name.safe.ssl.keystore.type=PKCS12");
        lines.add("listener.name.safe.ssl.keystore.location=" + keys());
        lines.add("listener.name.safe.ssl.keystore.password=" + SECRET);
        lines.add("listener.name.safe.sasl.enabled.mechanisms=" + MECHANISM);
        lines.add("listener.name.safe.scram-sha-512.sasl.jaas.config=" + LOGIN + ";");
        Files.write(configuration, lines);
    }

    String servers() {
        return Endpoints.HOST + ":" + port;
    }

    /** What a service is configured with, besides the address. */
    Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", MECHANISM);
        settings.put("sasl.jaas.config", "%s username=\"reelmill\" password=\"%s\";".formatted(LOGIN, SECRET));
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.certificates", Files.readString(authority()));
        return settings;
    }

    @Override
    public void close() {
        process.kill();
    }
}
