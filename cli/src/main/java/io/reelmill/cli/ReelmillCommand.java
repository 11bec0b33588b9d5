package io.reelmill.cli;

import picocli.CommandLine.Command;

/** The command itself; all work is done by its subcommands. */
@Command(
        name = "reelmill",
        mixinStandardHelpOptions = true,
        version = "Reelmill 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Chunked video transcoding in which every job ends, frame-exact, with its reason.",
        footer = {"", "All state lives in ~/.reelmill, or in REELMILL_HOME.", "Exit codes: " + ExitCode.HELP + "."})
final class ReelmillCommand {}
