package io.reelmill.stack.server;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** The four servers of one state directory, with their ports and passwords; nothing is started by it. */
public final class ServerSet {

    private final Endpoints endpoints;
    private final Map<Server, LocalServer> servers = new EnumMap<>(Server.class);

    private ServerSet(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** The servers whose state is in the directory; ports and passwords are generated at the first time and kept. */
    public static ServerSet in(Path stateDirectory, ServerPorts ports, ClassArchives archives) {
        Path directory = stateDirectory.toAbsolutePath();
        Credentials secrets = Credentials.in(directory);
        Endpoints endpoints = new Endpoints(
                ports.of("kafka"),
                ports.of("redis"),
                ports.of("postgres"),
                ports.of("s3"),
                secrets.postgresPassword(),
                secrets.s3AccessKey(),
                secrets.s3SecretKey());
        ServerSet set = new ServerSet(endpoints);
        set.fill(directory, ports.of("kafka-controller"), secrets, archives);
        return set;
    }

    private void fill(Path directory, int controllerPort, Credentials secrets, ClassArchives archives) {
        ServerLibraries libraries = ServerLibraries.recorded();
        JavaServers java = new JavaServers(libraries, directory, archives);
        servers.put(
                Server.KAFKA,
                new KafkaServer(home(Server.KAFKA, directory), java, endpoints.kafkaPort(), controllerPort));
        servers.put(Server.REDIS, new RedisServer(home(Server.REDIS, directory), libraries, endpoints.redisPort()));
        servers.put(
                Server.POSTGRES,
                new PostgresServer(home(Server.POSTGRES, directory), libraries, endpoints.postgresPort(), secrets));
        servers.put(
                Server.S3,
                new S3Server(home(Server.S3, directory), java, endpoints.s3Port(), secrets, Endpoints.BUCKET));
    }

    private static ServerHome home(Server server, Path directory) {
        return new ServerHome(server.id(), directory);
    }

    /** Where they are. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** One of them. */
    public LocalServer get(Server server) {
        return servers.get(server);
    }
}
