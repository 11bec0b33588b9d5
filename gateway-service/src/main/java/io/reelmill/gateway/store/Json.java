package io.reelmill.gateway.store;

import io.reelmill.common.job.Budget;
import io.reelmill.common.message.Messages;
import java.util.Map;
import java.util.stream.Collectors;

/** Small maps in text columns. */
final class Json {

    private Json() {}

    static Map<String, String> strings(String json) {
        Map<?, ?> map = Messages.read(json, Map.class);
        return map.entrySet().stream()
                .collect(Collectors.toMap(e -> (String) e.getKey(), e -> String.valueOf(e.getValue())));
    }

    static Map<Budget, Integer> counts(String json) {
        Map<?, ?> map = Messages.read(json, Map.class);
        return map.entrySet().stream()
                .collect(Collectors.toMap(
                        e -> Budget.valueOf((String) e.getKey()), e -> ((Number) e.getValue()).intValue()));
    }
}
