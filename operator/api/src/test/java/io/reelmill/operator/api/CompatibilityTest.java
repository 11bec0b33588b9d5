package io.reelmill.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class CompatibilityTest {

    private static CustomResourceDefinition mediaJob() {
        return GeneratedDefinitions.make().get("mediajobs.media.reelmill.io");
    }

    private static JSONSchemaProps field(CustomResourceDefinition definition, String... path) {
        JSONSchemaProps schema =
                definition.getSpec().getVersions().get(0).getSchema().getOpenAPIV3Schema();
        for (String name : path) {
            schema = schema.getProperties().get(name);
        }
        return schema;
    }

    private static List<String> after(Consumer<CustomResourceDefinition> change) {
        CustomResourceDefinition changed = mediaJob();
        change.accept(changed);
        return Compatibility.problems(mediaJob(), changed);
    }

    @Test
    void the_same_is_compatible() {
        assertThat(after(same -> {})).isEmpty();
    }

    @Test
    void a_new_field_and_a_wider_bound_are_compatible() {
        assertThat(after(crd -> {
                    field(crd, "spec").getProperties().put("more", new JSONSchemaProps());
                    field(crd, "spec", "priority").setMaximum(1000.0);
                    field(crd, "spec", "retries").setMinimum(null);
                }))
                .isEmpty();
    }

    @Test
    void a_field_that_is_gone_or_of_another_type_is_not() {
        assertThat(after(crd -> field(crd, "spec", "memory").getProperties().remove("onOom")))
                .containsExactly("spec.memory.onOom is missing");
        assertThat(after(crd -> field(crd, "spec", "priority").setType("string")))
                .containsExactly("spec.priority is string, no longer integer");
    }

    @Test
    void a_choice_that_is_gone_is_not() {
        assertThat(after(crd ->
                        field(crd, "spec", "memory", "onOom").getEnum().removeIf(TextNode.valueOf("Fail")::equals)))
                .containsExactly("spec.memory.onOom may not be Fail");
    }

    @Test
    void a_narrower_bound_and_a_new_duty_are_not() {
        assertThat(after(crd -> field(crd, "spec", "priority").setMaximum(10.0)))
                .containsExactly("spec.priority has a narrower maximum: 10.0");
        assertThat(after(crd -> field(crd, "spec", "deadline").setMinLength(3L)))
                .containsExactly("spec.deadline has a narrower minLength: 3");
        assertThat(after(crd -> field(crd, "spec").getRequired().add("retries")))
                .containsExactly("spec.retries is required");
    }

    @Test
    void a_pattern_that_is_new_or_another_one_is_not_and_none_any_more_is() {
        assertThat(after(crd -> field(crd, "spec", "source", "fileName").setPattern("^a+$")))
                .containsExactly("spec.source.fileName must match ^a+$");
        assertThat(after(crd -> field(crd, "spec", "ttlAfterFinished").setPattern("^[0-9]+s$")))
                .containsExactly("spec.ttlAfterFinished must match ^[0-9]+s$");
        assertThat(after(crd -> field(crd, "spec", "ttlAfterFinished").setPattern(null)))
                .isEmpty();
    }

    @Test
    void a_version_that_is_not_served_is_not() {
        assertThat(after(crd -> crd.getSpec().getVersions().get(0).setServed(false)))
                .containsExactly("version v1alpha1 is not served");
    }
}
