package io.reelmill.cli.stack;

import io.reelmill.cli.Terminal;
import io.reelmill.cli.progress.Units;
import io.reelmill.stack.supervise.ProcessState;
import io.reelmill.stack.supervise.StackState;
import java.util.stream.Collectors;

/** Shows on standard error how a stack starts; says nothing when it runs already. */
final class StackProgress {

    private final Terminal terminal;
    private final long begin = System.nanoTime();
    private boolean shown;

    StackProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    void seen(StackState state) {
        if (state.phase() != StackState.Phase.STARTING) {
            return;
        }
        if (terminal.interactive()) {
            terminal.err().print("\r" + line(state, terminal.columns()) + "\033[K");
            terminal.err().flush();
        } else if (!shown) {
            terminal.err().println("starting the stack");
        }
        shown = true;
    }

    void ready() {
        if (shown) {
            terminal.err()
                    .println((terminal.interactive() ? "\r" : "") + "stack ready after " + elapsed()
                            + (terminal.interactive() ? "\033[K" : ""));
        }
    }

    void failed() {
        if (shown && terminal.interactive()) {
            terminal.err().println();
        }
    }

    private String line(StackState state, int columns) {
        String missing = state.processes().stream()
                .filter(process -> !process.ready())
                .map(ProcessState::name)
                .collect(Collectors.joining(", "));
        String line = "starting the stack: %d of %d ready, %s; waiting for %s"
                .formatted(state.readyCount(), state.processes().size(), elapsed(), missing);
        return line.length() < columns ? line : line.substring(0, columns - 1);
    }

    private String elapsed() {
        return Units.seconds((System.nanoTime() - begin) / 1e9);
    }
}
