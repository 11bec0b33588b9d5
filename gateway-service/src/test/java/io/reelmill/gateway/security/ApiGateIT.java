package io.reelmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.RawHttp;
import io.reelmill.gateway.testing.TightLimits;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is open without the token, however it is written, and what is not. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(TightLimits.class)
class ApiGateIT {

    private static final String AUTHORIZATION = "Authorization: Bearer " + TightLimits.TOKEN;

    @TestHTTPResource("/")
    URI base;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/jobs",
                "/api;x/v1/jobs",
                "/api;x=1;y/v1;z/jobs",
                "/;/api/v1/jobs",
                "/;x/api/v1/jobs",
                "//api/v1/jobs",
                "/api//v1/jobs",
                "///api///v1///jobs",
                "/./api/v1/jobs",
                "/%2e/api/v1/jobs",
                "/x/../api/v1/jobs",
                "/x/%2e%2e/api/v1/jobs",
                "/%61pi/v1/jobs",
                "/api%2Fv1%2Fjobs",
                "/api%3Bx/v1/jobs",
                "/%2Fapi/v1/jobs",
                "/API/v1/jobs",
                "/api/v1/jobs/",
                "\\api\\v1\\jobs",
                "/q/openapi/../../api/v1/jobs",
                "/q/openapi/%2e%2e/%2e%2e/api/v1/jobs",
                "/q/openapi;/../../api/v1/jobs",
                "http://elsewhere/api/v1/jobs",
                "http://elsewhere/api;x/v1/jobs",
                "/nothing",
                "/page.js/../api/v1/jobs",
                "/index.html;/../api/v1/jobs"
            })
    void no_way_to_write_an_address_leads_around_the_token(String target) throws IOException {
        assertThat(answer(target)).matches("HTTP/1.1 (401|400) .*(?s).*").doesNotContain("\"items\"");
        assertThat(answer(target, "Authorization: Bearer wrong")).matches("HTTP/1.1 (401|400) .*(?s).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi?format=json", "/q/openapi.json"})
    void the_description_of_the_api_is_open(String target) throws IOException {
        assertThat(answer(target)).startsWith("HTTP/1.1 200 ").contains("Reelmill");
    }

    @ParameterizedTest
    @MethodSource("page")
    void the_page_is_open_and_loads_nothing_from_elsewhere(String target) throws IOException {
        assertThat(answer(target))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("content-security-policy: default-src 'self'")
                .doesNotContain("\"items\"")
                .doesNotContain("src=\"http");
    }

    @Test
    void nothing_else_is_open() throws IOException {
        assertThat(ApiGate.OPEN)
                .filteredOn(address -> !address.startsWith("/q/openapi"))
                .containsExactlyInAnyOrderElementsOf(page());
    }

    /** The addresses of its files, and the one that leads to it. */
    private static List<String> page() throws IOException {
        Path files = Path.of("src/main/resources/META-INF/resources");
        try (Stream<Path> all = Files.walk(files)) {
            return Stream.concat(
                            Stream.of("/"), all.filter(Files::isRegularFile).map(file -> "/" + files.relativize(file)))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs", "/api;x/v1/jobs"})
    void with_the_token_both_are_the_same_address(String target) throws IOException {
        assertThat(answer(target, AUTHORIZATION)).startsWith("HTTP/1.1 200 ").contains("\"items\"");
    }

    private String answer(String target, String... headers) throws IOException {
        return RawHttp.answer(
                base,
                "GET",
                target,
                Stream.concat(Stream.of("Host: x"), Stream.of(headers)).toArray(String[]::new));
    }
}
