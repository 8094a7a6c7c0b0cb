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
        assertThat(SourceId.of("https://mirror.example/a.iso", "linux/amd64", "iso", SLOTS))
                .isEqualTo("4c8b191681c4fe23bef903e8d7d8025f");
    }

    @Test
    void doesNotDependOnTheOrderOfSlots() {
        var slots = new LinkedHashMap<String, Integer>();
        slots.put("cloud-config", 262144);
        slots.put("agent", 65536);

        assertThat(SourceId.of("a", "linux/amd64", "iso", slots))
                .isEqualTo(SourceId.of("a", "linux/amd64", "iso", SLOTS));
    }

    @Test
    void differsWithEverythingThatMakesAnotherBase() {
        assertThat(List.of(
                        SourceId.of("a", "linux/amd64", "iso", SLOTS),
                        SourceId.of("b", "linux/amd64", "iso", SLOTS),
                        SourceId.of("a", "linux/arm64", "iso", SLOTS),
                        SourceId.of("a", "linux/amd64", "raw", SLOTS),
                        SourceId.of("a", "linux/amd64", "iso", Map.of("agent", 65536)),
                        SourceId.of("a", "linux/amd64", "iso", Map.of("agent", 65537, "cloud-config", 262144)),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet", List.of()),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "dock", List.of()),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, null, List.of("sha256:0")),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, null, List.of("sha256:1")),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet", List.of("sha256:1")),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet", List.of("sha256:1", "secret:login")),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet", List.of("secret:login")),
                        SourceId.of("a", "linux/amd64", "iso", SLOTS, "fleet", List.of("ca:login")),
                        SourceId.of("alinux/amd64", "", "iso", SLOTS)))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[0-9a-f]{32}"));
    }

    /** Ids of bases that lie in stores: they must never be others. */
    @Test
    void staysWhatItWas() {
        var digest = "sha256:" + "0".repeat(64);
        assertThat(SourceId.of("https://m.example/a.iso", "linux/amd64", "iso", SLOTS))
                .isEqualTo("b46980725fbc9fbed4f869009d3c7687");
        assertThat(SourceId.of(
                        "https://m.example/a.iso",
                        "linux/amd64",
                        "iso",
                        SLOTS,
                        "fleet",
                        List.of(digest, "proxy:http://proxy.example:80")))
                .isEqualTo("daca4bf2d06ef8eec04bcec29eeffe2e");
    }
}
