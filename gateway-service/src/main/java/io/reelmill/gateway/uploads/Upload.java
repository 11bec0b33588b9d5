package io.reelmill.gateway.uploads;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A request that carries a file.
 *
 * @param parameters query parameters by name
 * @param contentType of the body
 * @param length of the body, when told
 * @param idempotencyKey the caller's key, null for none
 * @param body the bytes as they arrive
 */
record Upload(
        Map<String, List<String>> parameters,
        String contentType,
        OptionalLong length,
        String idempotencyKey,
        InputStream body) {

    boolean multipart() {
        return MultipartReader.is(contentType);
    }
}
