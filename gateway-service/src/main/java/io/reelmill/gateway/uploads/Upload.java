package io.reelmill.gateway.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A request that carries a file.
 *
 * @param parameters query parameters by name
 * @param contentType of the body
 * @param length of the body, when told
 * @param idempotencyKey the caller's key, null for none
 * @param body the bytes as they arrive
 * @param stop makes reading the body fail, from any thread
 */
record Upload(
        Map<String, List<String>> parameters,
        String contentType,
        OptionalLong length,
        String idempotencyKey,
        InputStream body,
        Consumer<IOException> stop) {

    boolean multipart() {
        return MultipartReader.is(contentType);
    }
}
