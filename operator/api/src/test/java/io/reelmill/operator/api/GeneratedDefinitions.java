package io.reelmill.operator.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes the definitions of the classes. */
final class GeneratedDefinitions {

    private static final List<String> CATEGORIES = List.of("media");
    private static final List<String> COLUMNS = List.of("Phase", "%", "OOMs", "Class", "Reason", "Outputs", "Age");

    private static final Map<String, Class<?>> KINDS =
            Map.of("MediaJob", MediaJob.class, "MediaProfile", MediaProfile.class);
    private static final Map<String, Class<?>> PARTS = Map.of(
            "MediaJob.spec", MediaJobSpec.class,
            "MediaJob.status", MediaJobStatus.class,
            "MediaProfile.spec", MediaProfileSpec.class);

    private GeneratedDefinitions() {}

    /** All definitions by their names. */
    static Map<String, CustomResourceDefinition> make() {
        Map<String, ByteArrayOutputStream> made = new TreeMap<>();
        new CRDGenerator()
                .withOutput(new CRDGenerator.CRDOutput<OutputStream>() {
                    @Override
                    public OutputStream outputFor(String name) {
                        return made.computeIfAbsent(name, ignored -> new ByteArrayOutputStream());
                    }

                    @Override
                    public void close() {
                        // what was made stays in memory
                    }
                })
                .forCRDVersions("v1")
                .customResourceClasses(List.of(MediaJob.class, MediaProfile.class))
                .generate();
        Map<String, CustomResourceDefinition> definitions = new TreeMap<>();
        made.values().forEach(stream -> {
            CustomResourceDefinition definition =
                    Serialization.unmarshal(stream.toString(StandardCharsets.UTF_8), CustomResourceDefinition.class);
            definitions.put(definition.getMetadata().getName(), finished(definition));
        });
        return definitions;
    }

    /** What the generator has no annotation for, and the order of columns that it does not keep. */
    private static CustomResourceDefinition finished(CustomResourceDefinition definition) {
        definition.getSpec().getNames().setCategories(CATEGORIES);
        definition.getSpec().getVersions().forEach(version -> {
            version.getAdditionalPrinterColumns()
                    .sort(Comparator.comparing(column -> COLUMNS.indexOf(column.getName())));
            JSONSchemaProps top = version.getSchema().getOpenAPIV3Schema();
            top.setRequired(List.of("spec"));
            described(top, KINDS.get(definition.getSpec().getNames().getKind()));
            String kind = definition.getSpec().getNames().getKind();
            top.getProperties().keySet().removeIf(part -> !PARTS.containsKey(kind + "." + part));
            top.getProperties().forEach((part, schema) -> described(schema, PARTS.get(kind + "." + part)));
            distinctRules(top);
        });
        return definition;
    }

    private static void described(JSONSchemaProps schema, Class<?> type) {
        schema.setDescription(type.getAnnotation(JsonClassDescription.class).value());
    }

    /** A rule of a component that is a list is found at its field and at its type. */
    private static void distinctRules(JSONSchemaProps schema) {
        List<ValidationRule> rules = schema.getXKubernetesValidations();
        if (rules != null) {
            schema.setXKubernetesValidations(rules.stream().distinct().toList());
        }
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(GeneratedDefinitions::distinctRules);
        }
    }
}
