package io.reelmill.gateway.uploads;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Which bodies are files. Clients name types by habit: a form's for any data, or none at all. Whoever gives parameters of
 * an upload sends a file, whatever its type says.
 */
@ApplicationScoped
class UploadTypes {

    /** After the gate, before the resources. */
    private static final int EARLY = -900;

    private static final String BYTES = "application/octet-stream";

    private static final Pattern KNOWN =
            pattern("(video|audio)/.*|application/(json|octet-stream)|multipart/form-data");
    private static final Pattern MEDIA = pattern("application/(mp4|ogg|mxf)");

    private static Pattern pattern(String types) {
        return Pattern.compile("\\s*(" + types + ")\\s*(;.*)?", Pattern.CASE_INSENSITIVE);
    }

    void install(@Observes Router router) {
        router.post("/api/v1/jobs").order(EARLY).handler(context -> {
            HttpServerRequest request = context.request();
            String given = request.getHeader(HttpHeaders.CONTENT_TYPE);
            boolean parameters = request.query() != null && !request.query().isBlank();
            String type = of(given, parameters);
            if (type != null) {
                request.headers().set(HttpHeaders.CONTENT_TYPE, type);
            }
            context.next();
        });
    }

    /**
     * The type that a body is taken for.
     *
     * @param given as the request says; null when it says nothing
     * @param parameters whether the request has parameters of an upload
     */
    static String of(String given, boolean parameters) {
        if (given != null && KNOWN.matcher(given).matches()) {
            return given;
        }
        return parameters || (given != null && MEDIA.matcher(given).matches()) ? BYTES : given;
    }
}
