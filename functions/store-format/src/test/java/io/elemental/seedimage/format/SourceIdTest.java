package io.elemental.seedimage.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceIdTest {

    private static final Map<String, Integer> SLOTS = Map.of("agent", 65536, "cloud-config", 262144);

    @Test
    void isAlwaysTheSameForTheSameSource() {
        assertThat(SourceId.of("https://mirror.example/a.iso", "linux/amd64", "iso", SLOTS, null))
                .isEqualTo("4c8b191681c4fe23bef903e8d7d8025f");
    }

    @Test
    void doesNotDependOnTheOrderOfSlots() {
        var slots = new LinkedHashMap<String, Integer>();
        slots.put("cloud-config", 262144);
        slots.put("agent", 65536);

        assertThat(SourceId.of("a", "linux/amd64", "iso", slots, null))
                .isEqualTo(SourceId.of("a", "linux/amd64", "iso", SLOTS, null));
    }

    @Test
    void differsWithEverythingThatMakesAnotherBase() {
        assertThat(List.of(
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, null),
                        SourceId.of("b", "linux/amd64", "iso", SLOTS, null),
                        SourceId.of("a", "linux/arm64", "iso", SLOTS, null),
                        SourceId.of("a", "linux/amd64", "raw", SLOTS, null),
                        SourceId.of("a", "linux/amd64", "iso", Map.of("agent", 65536), null),
                        SourceId.of("a", "linux/amd64", "iso", Map.of("agent", 65537, "cloud-config", 262144), null),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet/mirror"),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, null, "0".repeat(64), null),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, null, "1".repeat(64), null),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet", null, "http://proxy.example:3128"),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "dock", null, "http://proxy.example:3128"),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet", null, "http://proxy.example:80"),
                        SourceId.of(
                                "a", "linux/amd64", "iso", SLOTS, "fleet", "0".repeat(64), "http://proxy.example:80"),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "dock/mirror"),
                        SourceId.of("alinux/amd64", "", "iso", SLOTS, null)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }
}
