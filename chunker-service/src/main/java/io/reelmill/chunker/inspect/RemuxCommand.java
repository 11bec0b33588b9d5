package io.reelmill.chunker.inspect;

import io.reelmill.media.command.InputFence;
import io.reelmill.media.probe.ProbedStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies the picture of a source, alone and undecoded, into a container that can be sought, with a time for every packet.
 *
 * @param input address of the source
 * @param stream the picture
 * @param container ffmpeg's name of the container to write
 */
record RemuxCommand(String input, ProbedStream stream, String container) {

    /** Arguments of ffmpeg that write the file. */
    List<String> arguments(Path output) {
        List<String> arguments = new ArrayList<>(List.of("-y", "-fflags", "+genpts"));
        arguments.addAll(InputFence.input(input, 1));
        arguments.addAll(List.of("-map", "0:" + stream.index(), "-map_chapters", "-1", "-c", "copy"));
        if ("mpeg4".equals(stream.codec())) {
            // Some writers pack two pictures into one packet.
            arguments.addAll(List.of("-bsf:v", "mpeg4_unpack_bframes"));
        }
        arguments.addAll(List.of("-f", container, output.toString()));
        return arguments;
    }
}
