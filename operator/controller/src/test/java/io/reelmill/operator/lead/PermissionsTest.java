package io.reelmill.operator.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The permissions in the repository are those of the code; that they are enough is shown by every test on an API server. */
class PermissionsTest {

    private static final Path FILES = Path.of("../rbac");

    @Test
    void the_repository_holds_the_permissions_of_the_code() throws IOException {
        for (var part : Permissions.all().entrySet()) {
            Path file = FILES.resolve(part.getKey() + ".yaml");
            String text = Serialization.asYaml(part.getValue());
            if (Boolean.getBoolean("reelmill.docs.write")) {
                Files.writeString(file, text);
            }
            assertThat(file).as("write it anew with -Dreelmill.docs.write=true").hasContent(text);
        }
    }

    @Test
    void nothing_is_allowed_on_everything() {
        assertThat(Permissions.all().values())
                .allSatisfy(rules -> assertThat(rules).allSatisfy(rule -> {
                    assertThat(rule.getVerbs()).doesNotContain("*");
                    assertThat(rule.getResources()).hasSize(1).doesNotContain("*", "secrets");
                    assertThat(rule.getApiGroups()).hasSize(1).doesNotContain("*");
                }));
    }
}
