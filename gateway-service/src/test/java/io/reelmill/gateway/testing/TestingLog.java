package io.reelmill.gateway.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** Listens to what one class of the gateway logs, with the keys it is found by. */
public final class TestingLog extends Handler implements AutoCloseable {

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    public TestingLog(String name) {
        this.logger = Logger.getLogger(name);
        logger.addHandler(this);
    }

    /** One line: what is said, and the keys. */
    public record Line(String message, Map<String, String> keys) {}

    /** What was logged so far. */
    public List<Line> lines() {
        return lines;
    }

    @Override
    public void publish(LogRecord logged) {
        ExtLogRecord record = ExtLogRecord.wrap(logged);
        lines.add(new Line(record.getFormattedMessage(), Map.copyOf(record.getMdcCopy())));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
