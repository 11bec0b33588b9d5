package io.reelmill.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reelmill.stack.server.Endpoints;
import io.reelmill.stack.server.Server;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

class LocalServersIT {

    @TempDir
    static Path state;

    private static LocalServers servers;

    @BeforeAll
    static void start() {
        servers = LocalServers.start(state, EnumSet.allOf(Server.class));
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void a_record_survives_a_killed_broker_which_comes_back_on_its_port() throws Exception {
        String before = servers.endpoints().kafkaBootstrapServers();
        send("kept", "one");

        servers.kill(Server.KAFKA);
        servers.start(Server.KAFKA);

        assertThat(servers.endpoints().kafkaBootstrapServers()).isEqualTo(before);
        assertThat(read("kept")).isEqualTo("one");
    }

    @Test
    void share_groups_may_lock_a_record_for_an_hour() throws Exception {
        try (Admin admin = Admin.create(kafka())) {
            ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            Config config = admin.describeConfigs(List.of(broker)).all().get().get(broker);
            assertThat(config.get("group.share.max.record.lock.duration.ms").value())
                    .isEqualTo("3600000");
        }
    }

    @Test
    void what_was_written_to_the_database_survives_a_kill_and_a_wrong_password_does_not_enter() throws Exception {
        try (Connection connection = connect(servers.endpoints().postgresPassword())) {
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }

        servers.kill(Server.POSTGRES);
        servers.start(Server.POSTGRES);

        try (Connection connection = connect(servers.endpoints().postgresPassword());
                var rows = connection.createStatement().executeQuery("SELECT answer FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
        assertThatThrownBy(() -> connect("guessed")).isInstanceOf(SQLException.class);
    }

    @Test
    void a_stopped_redis_keeps_its_keys() throws IOException {
        redis("SET kept yes\r\n", 5);

        servers.stop(Server.REDIS);
        assertThat(servers.isRunning(Server.REDIS)).isFalse();
        servers.start(Server.REDIS);

        assertThat(redis("GET kept\r\n", 9)).isEqualTo("$3\r\nyes\r\n");
    }

    @Test
    void objects_survive_a_restart_of_the_store_and_need_the_right_key() {
        try (S3Client client = s3(servers.endpoints().s3SecretKey())) {
            client.putObject(r -> r.bucket(Endpoints.BUCKET).key("a/b"), RequestBody.fromString("content"));
        }

        servers.kill(Server.S3);
        servers.start(Server.S3);

        try (S3Client client = s3(servers.endpoints().s3SecretKey())) {
            assertThat(client.getObjectAsBytes(r -> r.bucket(Endpoints.BUCKET).key("a/b"))
                            .asUtf8String())
                    .isEqualTo("content");
        }
        try (S3Client stranger = s3("guessed")) {
            assertThatThrownBy(() -> stranger.getObjectAsBytes(
                            r -> r.bucket(Endpoints.BUCKET).key("a/b")))
                    .isInstanceOf(S3Exception.class);
        }
    }

    @Test
    void passwords_are_for_the_owner_only() throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(state.resolve("credentials.properties"))))
                .isEqualTo("rw-------");
        assertThat(servers.endpoints().toString())
                .doesNotContain(servers.endpoints().postgresPassword())
                .doesNotContain(servers.endpoints().s3SecretKey());
    }

    private static void send(String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(kafka(), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }

    private static String read(String topic) {
        try (var consumer = new KafkaConsumer<>(kafka(), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(30)).iterator().next().value();
        }
    }

    private static Properties kafka() {
        Properties properties = new Properties();
        properties.putAll(Map.of("bootstrap.servers", servers.endpoints().kafkaBootstrapServers()));
        return properties;
    }

    private static Connection connect(String password) throws SQLException {
        return DriverManager.getConnection(servers.endpoints().postgresJdbcUrl(), Endpoints.POSTGRES_USER, password);
    }

    private static String redis(String command, int answer) throws IOException {
        try (Socket socket = new Socket(Endpoints.HOST, servers.endpoints().redisPort())) {
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(answer), StandardCharsets.US_ASCII);
        }
    }

    private static S3Client s3(String secretKey) {
        return S3Client.builder()
                .endpointOverride(URI.create(servers.endpoints().s3Url()))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(servers.endpoints().s3AccessKey(), secretKey)))
                .build();
    }
}
