package io.reelmill.gateway.terminations;

import io.quarkus.vertx.http.ManagementInterface;
import io.reelmill.common.message.Messages;
import io.reelmill.common.message.Termination;
import io.reelmill.common.message.Verdict;
import io.reelmill.gateway.claims.InternalExchange;
import io.reelmill.gateway.jobs.DeathSentence;
import io.reelmill.gateway.store.JobService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Objects;
import java.util.stream.Stream;

/** {@code POST /internal/v1/workers/{id}/terminations}, on the internal port only. */
@ApplicationScoped
class TerminationRoute {

    private final TerminationDesk desk;
    private final JobService jobs;
    private final InternalExchange exchanges;

    TerminationRoute(TerminationDesk desk, JobService jobs, InternalExchange exchanges) {
        this.desk = desk;
        this.jobs = jobs;
        this.exchanges = exchanges;
    }

    void register(@Observes ManagementInterface internal) {
        exchanges.post(internal, "/internal/v1/workers/:id/terminations", TerminationRoute::read, this::answer);
    }

    private static Termination read(String body) {
        Termination death = Messages.read(body, Termination.class);
        if (Stream.of(death.reason(), death.at(), death.containerId()).anyMatch(Objects::isNull)) {
            throw new Messages.UndecodableMessageException("a termination has reason, at and containerId", null);
        }
        return death;
    }

    private Uni<Verdict.Answer> answer(RoutingContext exchange, Termination death) {
        return desk.report(exchange.pathParam("id"), death)
                .flatMap(attributions -> Multi.createFrom()
                        .iterable(attributions)
                        .onItem()
                        .transformToUniAndConcatenate(attribution -> verdict(attribution, death))
                        .collect()
                        .asList())
                .map(Verdict.Answer::new);
    }

    /** Says what follows as it is now: a repeated report may hear of more. */
    private Uni<Verdict> verdict(Attribution attribution, Termination death) {
        Victim victim = attribution.victim();
        return jobs.find(victim.jobId())
                .map(job -> job.map(found ->
                                DeathSentence.of(found, victim.attempt(), attribution.outcome(), death.limitBytes()))
                        .orElse(attribution.detail()))
                .map(sentence -> new Verdict(
                        victim.jobId(),
                        victim.attempt().taskId(),
                        victim.attempt().number(),
                        attribution.outcome(),
                        attribution.detail(),
                        sentence));
    }
}
