package io.reelmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.TightLimits;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as nobody's client writes them, byte for byte. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(TightLimits.class)
class ApiGateIT {

    private static final String AUTHORIZATION = "Authorization: Bearer " + TightLimits.TOKEN + "\r\n";

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
        assertThat(answer("GET", target, ""))
                .matches("HTTP/1.1 (401|400) .*(?s).*")
                .doesNotContain("\"items\"");
        assertThat(answer("GET", target, "Authorization: Bearer wrong\r\n")).matches("HTTP/1.1 (401|400) .*(?s).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/openapi", "/q/openapi?format=json", "/q/openapi.json"})
    void the_description_of_the_api_is_open(String target) throws IOException {
        assertThat(answer("GET", target, "")).startsWith("HTTP/1.1 200 ").contains("Reelmill");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/page.css", "/page.js"})
    void the_page_is_open_and_loads_nothing_from_elsewhere(String target) throws IOException {
        assertThat(answer("GET", target, ""))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("content-security-policy: default-src 'self'")
                .doesNotContain("\"items\"")
                .doesNotContain("src=\"http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/jobs", "/api;x/v1/jobs"})
    void with_the_token_both_are_the_same_address(String target) throws IOException {
        assertThat(answer("GET", target, AUTHORIZATION))
                .startsWith("HTTP/1.1 200 ")
                .contains("\"items\"");
    }

    private String answer(String method, String target, String headers) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            String request = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
