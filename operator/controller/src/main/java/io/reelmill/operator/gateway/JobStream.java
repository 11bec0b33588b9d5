package io.reelmill.operator.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** One job's events, as they come in. */
final class JobStream implements Flow.Subscriber<String> {

    /** The gateway says something at least every two seconds, even where there is nothing to say. */
    private static final Duration SILENCE = Duration.ofSeconds(6);

    private final EventLines lines = new EventLines();
    private final Clock clock;
    private final Consumer<GatewayJob> told;
    private final Consumer<JobStream> ended;
    private volatile Flow.Subscription subscription;
    private volatile GatewayJob latest;
    private final Instant opened;
    private volatile Instant heard;

    /**
     * @param told gets each job that differs from the one before
     * @param ended gets this when nothing more will come
     */
    JobStream(Clock clock, Consumer<GatewayJob> told, Consumer<JobStream> ended) {
        this.clock = clock;
        this.told = told;
        this.ended = ended;
        this.opened = clock.instant();
        this.heard = opened;
    }

    /** The job as it was told last; empty when that is too long ago to be relied on. */
    Optional<GatewayJob> latest() {
        return alive() ? Optional.ofNullable(latest) : Optional.empty();
    }

    /** Whether something was heard lately. */
    boolean alive() {
        return Duration.between(heard, clock.instant()).compareTo(SILENCE) < 0;
    }

    /** The job as it was told last, of a stream that has ended, if it had told of it for so long at least. */
    Optional<GatewayJob> servedFor(Duration least) {
        return Optional.ofNullable(latest)
                .filter(job -> Duration.between(opened, clock.instant()).compareTo(least) >= 0);
    }

    void close() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        heard = clock.instant();
        lines.line(line).ifPresent(this::job);
    }

    private void job(String json) {
        try {
            GatewayJob job = GatewayJson.read(json, GatewayJob.class);
            boolean news = !job.equals(latest);
            latest = job;
            if (news) {
                told.accept(job);
            }
        } catch (GatewayProblem unreadable) {
            close();
            ended.accept(this);
        }
    }

    @Override
    public void onError(Throwable failure) {
        ended.accept(this);
    }

    @Override
    public void onComplete() {
        ended.accept(this);
    }
}
