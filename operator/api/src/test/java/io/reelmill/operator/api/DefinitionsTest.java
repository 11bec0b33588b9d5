package io.reelmill.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The definitions in the repository are those of the classes, explain themselves, and keep what was released. */
class DefinitionsTest {

    private static final Path CRDS = Path.of("../../k8s/crds");
    private static final Path RELEASED = Path.of("src/test/resources/released");
    private static final Map<String, CustomResourceDefinition> GENERATED = GeneratedDefinitions.make();

    @Test
    void the_repository_holds_the_definitions_of_the_classes() throws IOException {
        assertThat(GENERATED.keySet()).containsExactlyElementsOf(Definitions.NAMES);
        for (var definition : GENERATED.entrySet()) {
            Path file = CRDS.resolve(definition.getKey() + ".yaml");
            String text = Serialization.asYaml(definition.getValue());
            if (Boolean.getBoolean("reelmill.docs.write")) {
                Files.createDirectories(CRDS);
                Files.writeString(file, text);
            }
            assertThat(file).as("write it anew with -Dreelmill.docs.write=true").hasContent(text);
        }
    }

    @Test
    void every_field_is_described() {
        List<String> silent = new ArrayList<>();
        for (CustomResourceDefinition definition : GENERATED.values()) {
            String kind = definition.getSpec().getNames().getKind();
            definition
                    .getSpec()
                    .getVersions()
                    .forEach(version -> walk(kind, version.getSchema().getOpenAPIV3Schema(), silent));
        }

        assertThat(silent).isEmpty();
    }

    private static void walk(String path, JSONSchemaProps schema, List<String> silent) {
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> {
                if (property.getDescription() == null) {
                    silent.add(path + "." + name);
                }
                walk(path + "." + name, property, silent);
            });
        }
        if (schema.getItems() != null) {
            walk(path + "[]", schema.getItems().getSchema(), silent);
        }
    }

    @Test
    void what_was_written_for_a_released_definition_can_be_kept() throws IOException {
        try (Stream<Path> all = Files.walk(RELEASED)) {
            List<Path> released =
                    all.filter(file -> file.toString().endsWith(".yaml")).toList();
            assertThat(released).isNotEmpty();
            for (Path file : released) {
                CustomResourceDefinition old =
                        Serialization.unmarshal(Files.readString(file), CustomResourceDefinition.class);
                assertThat(GENERATED).containsKey(old.getMetadata().getName());
                assertThat(Compatibility.problems(
                                old, GENERATED.get(old.getMetadata().getName())))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }
}
