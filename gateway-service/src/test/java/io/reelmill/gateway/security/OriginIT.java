package io.reelmill.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.reelmill.gateway.testing.GatewayServers;
import io.reelmill.gateway.testing.RawHttp;
import io.reelmill.gateway.testing.TestingApi;
import io.reelmill.gateway.testing.TestingApi.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway without a token, and requests that browsers send it for pages of others. PORT stands for its port. */
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class OriginIT {

    private static final String JOBS = "/api/v1/jobs";

    @TestHTTPResource("/")
    URI base;

    @TestHTTPResource(value = "/", management = true)
    URI internal;

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1:PORT", "127.0.0.1", "127.8.9.10:PORT", "localhost:PORT", "LocalHost", "[::1]:PORT"})
    void whoever_is_no_browser_and_its_own_page_may_do_everything(String host) throws IOException {
        assertThat(cancel("Host: " + host)).startsWith("HTTP/1.1 404 ").contains("JOB_NOT_FOUND");
        assertThat(cancel("Host: " + host, "Origin: http://" + host, "Sec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 404 ")
                .contains("JOB_NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://elsewhere.example",
                "Origin: null",
                "Origin: http://127.0.0.1:1",
                "Origin: http://localhost:PORT",
                "Origin: https://127.0.0.1:PORT",
                "Origin: http://127.0.0.1:PORT.elsewhere.example",
                "Origin: 127.0.0.1:PORT",
                "Origin: ",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void pages_of_others_change_nothing(String header) throws IOException {
        for (String method : new String[] {"POST", "PUT", "PATCH", "DELETE", "ODD"}) {
            assertThat(answer(method, JOBS + "/none/cancel", "Host: 127.0.0.1:PORT", header))
                    .as(method)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("application/problem+json", "\"code\":\"FOREIGN_ORIGIN\"");
        }
        assertThat(answer("GET", JOBS, "Host: 127.0.0.1:PORT", header))
                .as("no browser shows the answer to the page")
                .startsWith("HTTP/1.1 200 ")
                .doesNotContainIgnoringCase("access-control-allow-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "elsewhere.example",
                "elsewhere.example:PORT",
                "127.0.0.1.elsewhere.example:PORT",
                "localhost.elsewhere.example",
                "10.0.0.1:PORT",
                "[::2]:PORT",
                ""
            })
    void a_name_of_others_that_leads_here_is_not_answered(String host) throws IOException {
        for (String method : new String[] {"GET", "POST"}) {
            assertThat(answer(method, JOBS, "Host: " + host, "Origin: http://" + host))
                    .as(method)
                    .startsWith("HTTP/1.1 403 ")
                    .contains("application/problem+json", "\"code\":\"FOREIGN_HOST\"");
        }
    }

    @Test
    void a_host_that_is_missing_or_cannot_be_read_is_not_understood() throws IOException {
        assertThat(answer("GET", JOBS)).startsWith("HTTP/1.1 400 ").doesNotContain("\"items\"");
        assertThat(answer("GET", JOBS, "Host: 127.0.0.1@elsewhere.example"))
                .startsWith("HTTP/1.1 400 ")
                .doesNotContain("\"items\"");
    }

    @ParameterizedTest
    @CsvSource({"https://elsewhere.example,403,0", ",202,1"})
    void no_job_is_made_for_a_page_of_others(String origin, int status, int jobs) {
        TestingApi api = new TestingApi(base);
        String mark = UUID.randomUUID().toString();
        String order =
                "{'source':{'url':'https://a/b'},'notBefore':'2999-01-01T00:00:00Z','labels':{'mark':'" + mark + "'}}";

        Answer answer = origin == null
                ? api.json("POST", JOBS, order)
                : api.json("POST", JOBS, order, "Origin", origin, "Sec-Fetch-Site", "cross-site");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(api.get(JOBS + "?label=mark=" + mark).json().path("items")).hasSize(jobs);
    }

    @Test
    void the_internal_port_serves_no_pages_at_all() {
        TestingApi workers = new TestingApi(internal);

        assertThat(workers.json("POST", "/internal/v1/claims", "{}").status()).isEqualTo(400);
        Answer refused = workers.json("POST", "/internal/v1/claims", "{}", "Origin", "https://elsewhere.example");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("FOREIGN_ORIGIN");
    }

    private String cancel(String... headers) throws IOException {
        return answer("POST", JOBS + "/none/cancel", headers);
    }

    private String answer(String method, String target, String... headers) throws IOException {
        String port = String.valueOf(base.getPort());
        String[] here = new String[headers.length];
        for (int i = 0; i < headers.length; i++) {
            here[i] = headers[i].replace("PORT", port);
        }
        return RawHttp.answer(base, method, target, here);
    }
}
