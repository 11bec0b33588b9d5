package io.reelmill.cli.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Puts built services on a base image. The same files on the same base make the same image, to the byte. */
final class ImageBuilder {

    private final String base;
    private final Path services;

    /**
     * @param base a name in a registry, {@code docker://NAME} or {@code tar://PATH}; it has Java 17 and ffmpeg
     * @param services directory that holds the modules
     */
    ImageBuilder(String base, Path services) {
        this.base = base;
        this.services = services;
    }

    /** Writes an image as {@code docker save} would; returns its digest. */
    String write(ServiceImage image, String reference, Path tar) throws IOException, InterruptedException {
        return build(image, () -> Containerizer.to(TarImage.at(tar).named(reference)));
    }

    /** Pushes an image, with the credentials that Docker's configuration has; returns its digest. */
    String push(ServiceImage image, String reference) throws IOException, InterruptedException {
        return build(image, () -> {
            ImageReference target = ImageReference.parse(reference);
            return Containerizer.to(RegistryImage.named(target)
                    .addCredentialRetriever(CredentialRetrieverFactory.forImage(target, event -> {})
                            .dockerConfig()));
        });
    }

    private interface Target {
        Containerizer open() throws InvalidImageReferenceException;
    }

    private String build(ServiceImage image, Target target) throws IOException, InterruptedException {
        try {
            JibContainer made = described(image).containerize(target.open().setToolName("reelmill"));
            return made.getDigest().toString();
        } catch (InvalidImageReferenceException e) {
            throw new CliException(ExitCode.USAGE, "USAGE", "this is no name of an image: " + e.getInvalidReference());
        } catch (RegistryException | ExecutionException e) {
            throw new IOException("the image of %s on %s cannot be made: %s".formatted(image.name(), base, e), e);
        } catch (CacheDirectoryCreationException e) {
            throw new IOException("no cache for layers: " + e.getMessage(), e);
        }
    }

    /** The libraries, which seldom change, are a layer of their own. */
    private JibContainerBuilder described(ServiceImage image) throws IOException, InvalidImageReferenceException {
        Path application = services.resolve(image.module()).resolve("target/quarkus-app");
        AbsoluteUnixPath home = AbsoluteUnixPath.get(ServiceImage.HOME);
        return Jib.from(base)
                .addLayer(List.of(application.resolve("lib")), home)
                .addLayer(beside(application, "lib"), home)
                .setWorkingDirectory(home)
                .setUser(ServiceImage.USER)
                .setEnvironment(image.environment())
                .setEntrypoint(image.entrypoint())
                .addLabel("org.opencontainers.image.title", "Reelmill " + image.name())
                .addLabel("org.opencontainers.image.licenses", "Apache-2.0");
    }

    private static List<Path> beside(Path application, String without) throws IOException {
        try (Stream<Path> all = Files.list(application)) {
            return all.filter(path -> !path.getFileName().toString().equals(without))
                    .sorted()
                    .toList();
        }
    }
}
