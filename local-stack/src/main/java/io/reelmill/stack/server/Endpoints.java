package io.reelmill.stack.server;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where the servers of one state directory are, and how to enter. All addresses are on 127.0.0.1.
 *
 * @param kafkaPort port of Kafka's clients
 * @param redisPort port of Redis
 * @param postgresPort port of PostgreSQL
 * @param s3Port port of the S3 endpoint
 * @param postgresPassword password of {@link #POSTGRES_USER}
 * @param s3AccessKey access key
 * @param s3SecretKey secret key
 */
public record Endpoints(
        int kafkaPort,
        int redisPort,
        int postgresPort,
        int s3Port,
        String postgresPassword,
        String s3AccessKey,
        String s3SecretKey) {

    /** Where everything listens. */
    public static final String HOST = "127.0.0.1";
    /** User and owner of the database. */
    public static final String POSTGRES_USER = PostgresServer.NAME;
    /** The database. */
    public static final String POSTGRES_DATABASE = PostgresServer.NAME;
    /** The bucket; it exists. */
    public static final String BUCKET = "reelmill";

    /** Bootstrap servers for Kafka clients. */
    public String kafkaBootstrapServers() {
        return HOST + ":" + kafkaPort;
    }

    /** Redis as a URL. */
    public String redisUrl() {
        return "redis://" + HOST + ":" + redisPort;
    }

    /** The database for reactive clients. */
    public String postgresReactiveUrl() {
        return "postgresql://" + HOST + ":" + postgresPort + "/" + POSTGRES_DATABASE;
    }

    /** The database for JDBC. */
    public String postgresJdbcUrl() {
        return "jdbc:" + postgresReactiveUrl();
    }

    /** The S3 endpoint. */
    public String s3Url() {
        return "http://" + HOST + ":" + s3Port;
    }

    /** Host and port of a server. */
    public String address(Server server) {
        int port =
                switch (server) {
                    case KAFKA -> kafkaPort;
                    case REDIS -> redisPort;
                    case POSTGRES -> postgresPort;
                    case S3 -> s3Port;
                };
        return HOST + ":" + port;
    }

    /** The environment that every service needs; only the gateway is given the database as well. */
    public Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafkaBootstrapServers());
        environment.put("QUARKUS_REDIS_HOSTS", redisUrl());
        environment.put("REELMILL_STORAGE_ENDPOINT", s3Url());
        environment.put("REELMILL_STORAGE_ACCESS_KEY", s3AccessKey);
        environment.put("REELMILL_STORAGE_SECRET_KEY", s3SecretKey);
        environment.put("REELMILL_STORAGE_BUCKET", BUCKET);
        return environment;
    }

    /** The environment that only the gateway needs. */
    public Map<String, String> databaseEnvironment() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", postgresReactiveUrl());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgresJdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", POSTGRES_USER);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", postgresPassword);
        return environment;
    }

    /** Both environments as the configuration properties that the variables stand for. */
    public Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        environment().forEach((name, value) -> properties.put(property(name), value));
        databaseEnvironment().forEach((name, value) -> properties.put(property(name), value));
        return properties;
    }

    private static String property(String variable) {
        return switch (variable) {
            case "REELMILL_STORAGE_ACCESS_KEY" -> "reelmill.storage.access-key";
            case "REELMILL_STORAGE_SECRET_KEY" -> "reelmill.storage.secret-key";
            default -> variable.toLowerCase(Locale.ROOT).replace('_', '.');
        };
    }

    @Override
    public String toString() {
        return "Endpoints[kafka=%s, redis=%s, postgres=%s, s3=%s]"
                .formatted(kafkaBootstrapServers(), redisUrl(), postgresReactiveUrl(), s3Url());
    }
}
