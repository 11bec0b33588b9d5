package io.reelmill.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.reelmill.cli.CliException;
import io.reelmill.cli.ExitCode;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.gateway.AdminApi;
import io.reelmill.cli.gateway.DeadLetterView;
import io.reelmill.cli.gateway.ReplayView;
import io.reelmill.cli.stack.StackAccess;
import io.reelmill.common.message.Messages;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, replays and discards what was given up. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Tasks whose retries are used up, and messages that could not be read. Without a command: lists them.",
            "A replayed task is a new job on the same source; a replayed message goes back where it was read."
        },
        footer = {
            "",
            "Exit codes: " + ExitCode.HELP + ".",
            "A letter that does not exist or cannot be replayed is 5, for --all if there is any."
        })
public final class DeadLettersCommand implements Callable<Integer> {

    private static final String JSON = "Print one JSON object on standard output.";

    @Option(names = "--json", description = JSON)
    boolean json;

    private final AdminAccess access;

    /** Asks the gateway of the stack there. */
    public DeadLettersCommand(Terminal terminal, StackAccess stacks) {
        this.access = new AdminAccess(terminal, stacks);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return list(json);
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists them, newest first.")
    int list(@Option(names = "--json", description = JSON) boolean asJson) throws IOException, InterruptedException {
        return access.run(asJson, api -> {
            List<JsonNode> letters = api.deadLetters();
            if (asJson) {
                access.say(Map.of("items", letters));
            } else {
                access.say(AdminText.letters(
                        letters.stream().map(DeadLettersCommand::view).toList()));
            }
            return ExitCode.OK;
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one with its whole history.")
    int show(@Parameters(paramLabel = "ID") String id, @Option(names = "--json", description = JSON) boolean asJson)
            throws IOException, InterruptedException {
        return access.run(asJson, api -> {
            JsonNode letter = api.deadLetter(id);
            if (asJson) {
                access.say(letter);
            } else {
                access.say(AdminText.letter(view(letter)));
            }
            return ExitCode.OK;
        });
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = "Gives one, or all, another try.")
    int replay(
            @Parameters(paramLabel = "ID", arity = "0..1") String id,
            @Option(names = "--all", description = "All of them.") boolean all,
            @Option(names = "--json", description = JSON) boolean asJson)
            throws IOException, InterruptedException {
        return access.run(asJson, api -> {
            if (all == (id != null)) {
                throw new CliException(ExitCode.USAGE, "USAGE", "name one dead letter, or say --all");
            }
            return replay(api, id, asJson);
        });
    }

    private int replay(AdminApi api, String id, boolean asJson) throws IOException, InterruptedException {
        JsonNode answer = id == null ? api.replayAll() : api.replay(id);
        ReplayView view = id == null
                ? read(answer, ReplayView.class)
                : new ReplayView(List.of(read(answer, ReplayView.Replayed.class)), List.of());
        if (asJson) {
            access.say(answer);
        } else {
            access.say(AdminText.replay(view));
        }
        return view.refused().isEmpty() ? ExitCode.OK : ExitCode.GATEWAY;
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Forgets one.")
    int discard(@Parameters(paramLabel = "ID") String id, @Option(names = "--json", description = JSON) boolean asJson)
            throws IOException, InterruptedException {
        return access.run(asJson, api -> {
            api.discard(id);
            if (asJson) {
                access.say(Map.of("discarded", id));
            } else {
                access.say(List.of("discarded " + id));
            }
            return ExitCode.OK;
        });
    }

    private static DeadLetterView view(JsonNode letter) {
        return read(letter, DeadLetterView.class);
    }

    private static <T> T read(JsonNode node, Class<T> type) {
        return Messages.read(node.toString(), type);
    }
}
