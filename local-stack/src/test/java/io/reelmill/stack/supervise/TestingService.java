package io.reelmill.stack.supervise;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import sun.misc.Unsafe;

/**
 * Stands for a service: says that it is ready and which process it is, has a child of its own, and writes its environment,
 * and internal requests where it gets any, to its directory.
 */
final class TestingService {

    private static final long STEP = 16L << 20;

    private TestingService() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        Files.writeString(Path.of("environment"), environment.toString());
        String message = environment.get("REELMILL_WORKER_TERMINATION_MESSAGE");
        if (message != null) {
            String process = "{\"incarnation\":\"process-%d\"}"
                    .formatted(ProcessHandle.current().pid());
            Files.writeString(Path.of(message), process);
        }
        new ProcessBuilder("sleep", "600").start();
        int port = Integer.parseInt(environment.get("QUARKUS_MANAGEMENT_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 8);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/internal/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String line = exchange.getRequestURI() + " " + authorization + " " + body + "\n";
            Files.writeString(Path.of("internal-requests"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/grow", exchange -> grow());
        server.start();
    }

    /** Takes memory outside the heap, which has a limit of its own, until something ends this process. */
    private static void grow() {
        try {
            Field only = Unsafe.class.getDeclaredField("theUnsafe");
            only.setAccessible(true);
            Unsafe memory = (Unsafe) only.get(null);
            while (true) {
                memory.setMemory(memory.allocateMemory(STEP), STEP, (byte) 1);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets a service, whose health is there, take memory until it is killed. */
    static void growUntilKilled(String health) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(health).resolve("/grow")).build();
        HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.discarding());
    }

    /** Lays jars that run this where the built services are expected. */
    static void install(Path services) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, TestingService.class.getName());
        for (ServiceKind kind : ServiceKind.values()) {
            Path jar = ServiceSpecs.jar(services, kind);
            Files.createDirectories(jar.getParent());
            try (OutputStream file = Files.newOutputStream(jar);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                String name = TestingService.class.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                out.write(TestingService.class.getResourceAsStream("/" + name).readAllBytes());
                out.closeEntry();
            }
        }
    }
}
