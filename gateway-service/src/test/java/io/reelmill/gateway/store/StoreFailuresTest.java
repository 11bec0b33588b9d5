package io.reelmill.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.reelmill.common.message.Messages;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFailuresTest {

    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "40P01", "53300", "55P03", "57P01", "57P03", "57014", "58030"})
    void statesThatPassAreWorthAnotherTry(String state) {
        assertThat(StoreFailures.translate(wrapped(new PgException("no", "FATAL", state, null))))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(StoreFailures.translate(wrapped(new SQLException("no", state))))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22001", "23505", "42P01"})
    void statesThatStayAreNot(String state) {
        Throwable failure = wrapped(new PgException("no", "ERROR", state, null));

        assertThat(StoreFailures.translate(failure)).isSameAs(failure.getCause());
    }

    @ParameterizedTest
    @MethodSource
    void anAbsentServerIsWorthAnotherTry(Throwable cause) {
        assertThat(StoreFailures.translate(wrapped(cause))).isInstanceOf(StoreUnavailableException.class);
    }

    static Stream<Throwable> anAbsentServerIsWorthAnotherTry() {
        return Stream.of(new ConnectException("refused"), new TimeoutException(), new VertxException("closed"));
    }

    @Test
    void aRowThatCannotBeUnderstoodDoesNotGetBetterByWaiting() {
        Throwable unreadable = catchThrowable(() -> Messages.read("#{}", Map.class));

        assertThat(unreadable).hasRootCauseInstanceOf(IOException.class);
        assertThat(StoreFailures.translate(unreadable)).isSameAs(unreadable);
    }

    @ParameterizedTest
    @MethodSource
    void whatTheGatewayItselfSaysStays(RuntimeException failure) {
        assertThat(StoreFailures.translate(failure)).isSameAs(failure);
    }

    static Stream<RuntimeException> whatTheGatewayItselfSaysStays() {
        return Stream.of(
                new JobNotFoundException("x"),
                new IdempotencyConflictException("key", "job"),
                new IllegalStateException("a bug"));
    }

    private static Throwable wrapped(Throwable cause) {
        return new CompletionException(new PersistenceException(cause));
    }
}
