package io.reelmill.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The definitions of the resources, as they are in {@code k8s/crds} and this jar. */
public final class Definitions {

    /** Names of all definitions. */
    public static final List<String> NAMES = List.of("mediajobs." + MediaJob.GROUP, "mediaprofiles." + MediaJob.GROUP);

    private Definitions() {}

    /** The definitions that this build works with. */
    public static List<CustomResourceDefinition> all() {
        return NAMES.stream().map(Definitions::read).toList();
    }

    private static CustomResourceDefinition read(String name) {
        String file = "/META-INF/crds/" + name + ".yaml";
        try (InputStream in = Definitions.class.getResourceAsStream(file)) {
            return Serialization.unmarshal(in, CustomResourceDefinition.class);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}
