package io.reelmill.cli.images;

import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the container images of the services. */
@Command(
        name = "images",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the container images of the services: tars that need no registry, or images in one.",
            "Needs a base image with Java 17 and ffmpeg; helm/base has a Dockerfile for one."
        },
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class ImagesCommand implements Callable<Integer> {

    static final class Target {
        @Option(
                names = "--tar",
                paramLabel = "DIR",
                description = "Write one tar for each service there, for docker load or ctr images import.")
        Path directory;

        @Option(names = "--push", description = "Push them to the registry that --repository names.")
        boolean push;
    }

    @ArgGroup(multiplicity = "1")
    Target target;

    @Option(
            names = "--base",
            paramLabel = "IMAGE",
            defaultValue = "docker://reelmill-base",
            description = "Base image: a name in a registry, docker://NAME, or tar://PATH (default ${DEFAULT-VALUE}).")
    String base;

    @Option(
            names = "--repository",
            paramLabel = "NAME",
            defaultValue = "reelmill",
            description = "What comes before the name of each service, with the registry (default ${DEFAULT-VALUE}).")
    String repository;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            defaultValue = "0.1.0",
            description = "Tag (default ${DEFAULT-VALUE}).")
    String tag;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "These services alone: gateway, chunker, transcode, merge.")
    List<String> only = List.of();

    private final Terminal terminal;
    private final Path services;

    /** Takes services that are built in that directory; null when there is none. */
    public ImagesCommand(Terminal terminal, Path services) {
        this.terminal = terminal;
        this.services = services;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (services == null) {
            throw new CliException(
                    ExitCode.FILES, "NOT_BUILT", "the services are built by the launcher: ./reelmill images");
        }
        ImageBuilder builder = new ImageBuilder(base, services);
        for (ServiceImage image : chosen()) {
            String reference = repository + "/" + image.name() + ":" + tag;
            terminal.err().println("making " + reference);
            terminal.out().println(reference + " " + make(builder, image, reference));
        }
        return ExitCode.OK;
    }

    private String make(ImageBuilder builder, ServiceImage image, String reference)
            throws IOException, InterruptedException {
        if (target.push) {
            return "pushed " + builder.push(image, reference);
        }
        Files.createDirectories(target.directory);
        Path tar = target.directory.resolve("reelmill-" + image.name() + ".tar");
        return tar + " " + builder.write(image, reference, tar);
    }

    private List<ServiceImage> chosen() {
        List<String> known = ServiceImage.ALL.stream().map(ServiceImage::name).toList();
        if (!known.containsAll(only)) {
            throw new CliException(ExitCode.USAGE, "USAGE", "--only: there are " + String.join(", ", known));
        }
        return ServiceImage.ALL.stream()
                .filter(image -> only.isEmpty() || only.contains(image.name()))
                .toList();
    }
}
