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

    /** What is narrower than in a released definition, on purpose: what is refused now never worked. */
    private static final Map<String, List<String>> NARROWED = Map.of(
            // such a time stopped the operator
            "0.1.0/mediajobs.media.reelmill.io.yaml", List.of("spec.deadline must match " + MediaJobSpec.TIME));

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
                        .isEqualTo(
                                NARROWED.getOrDefault(RELEASED.relativize(file).toString(), List.of()));
            }
        }
    }

    /** The API server takes any number and any text of a format, the operator's classes do not. */
    @Test
    void every_number_that_people_give_is_bounded_and_every_format_has_a_pattern() {
        List<String> open = new ArrayList<>();
        GENERATED.values().forEach(definition -> definition
                .getSpec()
                .getVersions()
                .forEach(version -> open(
                        "spec",
                        version.getSchema().getOpenAPIV3Schema().getProperties().get("spec"),
                        open)));

        assertThat(open).isEmpty();
    }

    private static void open(String path, JSONSchemaProps schema, List<String> open) {
        boolean number = List.of("integer", "number").contains(schema.getType());
        if (number && (schema.getMinimum() == null || schema.getMaximum() == null)
                || schema.getFormat() != null && schema.getPattern() == null && !number) {
            open.add(path);
        }
        if (schema.getProperties() != null) {
            schema.getProperties().forEach((name, property) -> open(path + "." + name, property, open));
        }
        if (schema.getItems() != null) {
            open(path + "[]", schema.getItems().getSchema(), open);
        }
    }
}
