package io.reelmill.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.gateway.SweepView;
import io.reelmill.cli.stack.StackAccess;
import io.reelmill.common.message.Messages;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares unfinished jobs with queues, heartbeats and storage, now. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Compares every unfinished job with queues, heartbeats and storage, repairs or ends what does not fit, and"
                    + " tells why.",
            "The same is done every two minutes without being asked."
        },
        footer = {"", "Exit codes: " + ExitCode.HELP + "."})
public final class SweepCommand implements Callable<Integer> {

    @Option(names = "--dry-run", description = "Only tell what would be done, and why.")
    boolean dryRun;

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = AgeConverter.class,
            description =
                    "Look only at what has been as it is for so long, such as 90s, 20m, 2h (default: everything).")
    Duration olderThan = Duration.ZERO;

    @Option(names = "--json", description = "Print one JSON object on standard output.")
    boolean json;

    private final AdminAccess access;

    /** Asks the gateway of the stack there. */
    public SweepCommand(Terminal terminal, StackAccess stacks) {
        this.access = new AdminAccess(terminal, stacks);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return access.run(json, api -> {
            JsonNode report = api.sweep(dryRun, olderThan);
            if (json) {
                access.say(report);
            } else {
                access.say(AdminText.sweep(Messages.read(report.toString(), SweepView.class)));
            }
            return ExitCode.OK;
        });
    }
}
