package io.reelmill.cli.admin;

import io.reelmill.cli.Failure;
import io.reelmill.cli.Terminal;
import io.reelmill.cli.gateway.AdminApi;
import io.reelmill.cli.stack.StackAccess;
import io.reelmill.cli.transcode.TranscodeCommand;
import io.reelmill.common.message.Messages;
import java.io.IOException;
import java.util.List;

/** What the commands have in common: whom they ask, and one JSON object on standard output, whatever happens. */
final class AdminAccess {

    private final Terminal terminal;
    private final StackAccess stacks;

    AdminAccess(Terminal terminal, StackAccess stacks) {
        this.terminal = terminal;
        this.stacks = stacks;
    }

    /** What a command does; returns its exit code. */
    interface Body {
        int run(AdminApi api) throws IOException, InterruptedException;
    }

    int run(boolean json, Body body) throws IOException, InterruptedException {
        try {
            return body.run(new AdminApi(stacks.gateway(stacks.running().state())));
        } catch (IOException | RuntimeException e) {
            if (json) {
                Failure failure = Failure.of(e);
                terminal.out().println(TranscodeCommand.failure(failure.code(), failure.detail()));
            }
            throw e;
        }
    }

    void say(List<String> lines) {
        lines.forEach(terminal.out()::println);
    }

    void say(Object json) {
        terminal.out().println(Messages.write(json));
    }
}
