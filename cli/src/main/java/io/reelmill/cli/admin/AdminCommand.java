package io.reelmill.cli.admin;

import io.reelmill.cli.ExitCode;
import picocli.CommandLine.Command;

/** Everything for whoever runs the installation; all work is done by its subcommands. */
@Command(
        name = "admin",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What was given up, and what does not fit the world.",
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class AdminCommand {}
