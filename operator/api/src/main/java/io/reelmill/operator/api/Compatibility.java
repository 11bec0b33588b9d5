package io.reelmill.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether what was written for one definition of a resource can be kept under another one: every version, field and choice is
 * still there and of its type, nothing else is required, no bound is narrower, no pattern is new or another one. Rules are
 * compared by the cases of the tests, not here.
 */
public final class Compatibility {

    private final List<String> problems = new ArrayList<>();

    private Compatibility() {}

    /**
     * What is missing in a definition for those who know another one; empty when nothing is.
     *
     * @param known the definition that resources and programs were made for
     * @param offered the one that they meet
     */
    public static List<String> problems(CustomResourceDefinition known, CustomResourceDefinition offered) {
        Compatibility check = new Compatibility();
        Map<String, CustomResourceDefinitionVersion> versions = offered.getSpec().getVersions().stream()
                .filter(CustomResourceDefinitionVersion::getServed)
                .collect(Collectors.toMap(CustomResourceDefinitionVersion::getName, version -> version));
        known.getSpec().getVersions().forEach(version -> check.version(version, versions.get(version.getName())));
        return List.copyOf(check.problems);
    }

    private void version(CustomResourceDefinitionVersion known, CustomResourceDefinitionVersion offered) {
        if (offered == null) {
            problems.add("version %s is not served".formatted(known.getName()));
            return;
        }
        schema("", known.getSchema().getOpenAPIV3Schema(), offered.getSchema().getOpenAPIV3Schema());
    }

    private void schema(String path, JSONSchemaProps known, JSONSchemaProps offered) {
        if (offered == null) {
            problems.add("%s is missing".formatted(path));
            return;
        }
        if (!Objects.equals(known.getType(), offered.getType())) {
            problems.add("%s is %s, no longer %s".formatted(path, offered.getType(), known.getType()));
            return;
        }
        required(path, known, offered);
        choices(path, known, offered);
        bounds(path, known, offered);
        properties(known)
                .forEach((name, schema) -> schema(
                        path.isEmpty() ? name : path + "." + name,
                        schema,
                        properties(offered).get(name)));
        if (known.getItems() != null && offered.getItems() != null) {
            schema(path + "[]", known.getItems().getSchema(), offered.getItems().getSchema());
        }
    }

    private void required(String path, JSONSchemaProps known, JSONSchemaProps offered) {
        offered.getRequired().stream()
                .filter(name -> !known.getRequired().contains(name))
                .forEach(name -> problems.add("%s.%s is required".formatted(path, name)));
    }

    private void choices(String path, JSONSchemaProps known, JSONSchemaProps offered) {
        Set<String> left = choices(offered);
        if (left.isEmpty()) {
            return;
        }
        if (choices(known).isEmpty()) {
            problems.add("%s may only be one of %s".formatted(path, left));
        }
        choices(known).stream()
                .filter(choice -> !left.contains(choice))
                .forEach(choice -> problems.add("%s may not be %s".formatted(path, choice)));
    }

    private static Set<String> choices(JSONSchemaProps schema) {
        return schema.getEnum().stream().map(value -> value.asText()).collect(Collectors.toSet());
    }

    private void bounds(String path, JSONSchemaProps known, JSONSchemaProps offered) {
        atLeast(path, "minimum", offered.getMinimum(), known.getMinimum());
        atLeast(path, "maximum", known.getMaximum(), offered.getMaximum());
        atLeast(path, "minLength", offered.getMinLength(), known.getMinLength());
        atLeast(path, "maxLength", known.getMaxLength(), offered.getMaxLength());
        atLeast(path, "minItems", offered.getMinItems(), known.getMinItems());
        atLeast(path, "maxItems", known.getMaxItems(), offered.getMaxItems());
        String pattern = offered.getPattern();
        if (pattern != null && !pattern.equals(known.getPattern())) {
            problems.add("%s must match %s".formatted(path, pattern));
        }
    }

    /** A bound that is new or tighter: the lower number must not be above the higher one, and null is no bound. */
    private void atLeast(String path, String bound, Number lower, Number higher) {
        boolean upper = bound.startsWith("max");
        Number offered = upper ? higher : lower;
        Number known = upper ? lower : higher;
        if (offered != null && (known == null || lower.doubleValue() > higher.doubleValue())) {
            problems.add("%s has a narrower %s: %s".formatted(path, bound, offered));
        }
    }

    private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }
}
