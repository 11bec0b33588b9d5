package io.reelmill.cli.transcode;

import io.reelmill.cli.gateway.JobView.OutputView;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the results of one input are written. Pure.
 *
 * @param folder folder of the results
 * @param name name of the one result; null for the input's stem with the rendition's name
 * @param stem the input's name without extension
 */
record Destination(Path folder, String name, String stem) {

    /** Beside the input, in the given folder, or the given file. */
    static Destination of(Input input, Path output, boolean folder) {
        if (output == null) {
            return new Destination(input.folder(), null, input.stem());
        }
        if (folder) {
            return new Destination(output, null, input.stem());
        }
        Path parent = output.getParent();
        return new Destination(
                parent == null ? Path.of("") : parent, output.getFileName().toString(), input.stem());
    }

    /** Files that are expected before the job has run, if it has pictures. */
    List<Path> expected(List<String> renditions) {
        return renditions.stream()
                .map(rendition -> file(rendition, ".mp4", renditions.size()))
                .toList();
    }

    /** The file of a result, which may be one of several. */
    Path of(OutputView output, int outputs) {
        return file(output.name(), extension(output.fileName()), outputs);
    }

    private Path file(String output, String extension, int outputs) {
        if (name == null) {
            return folder.resolve(stem + "-" + output + extension);
        }
        if (outputs == 1) {
            return folder.resolve(name);
        }
        int dot = name.lastIndexOf('.');
        String base = dot > 0 ? name.substring(0, dot) : name;
        return folder.resolve(base + "-" + output + extension);
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(dot) : "";
    }
}
