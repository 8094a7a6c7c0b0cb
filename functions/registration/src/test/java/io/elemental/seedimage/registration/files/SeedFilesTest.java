package io.elemental.seedimage.registration.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.registration.SampleRegistrations;
import io.elemental.seedimage.registration.Yaml;
import io.elemental.seedimage.registration.schema.TemplateTextTest;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeedFilesTest {

    @Test
    void rendersTheSampleOfTheProvider() throws IOException {
        var file = text(SeedFiles.of(SampleRegistrations.full(), Map.of(), false), "agent");

        assertThat(file).isEqualTo(golden("90-elemental-agent.yaml"));
        assertThat(config(file)).isEqualTo(golden("config.yaml"));
    }

    @Test
    void guardsTheAgentsFileAndKeepsItFromOthers() {
        var file = Yaml.map(text(SeedFiles.of(SampleRegistrations.full(), Map.of(), false), "agent"));

        assertThat(file).containsEntry("name", "Elemental seed image: default/full");
        var step = Yaml.at(file, "stages", "initramfs", 0);
        assertThat(Yaml.at(step, "if")).isEqualTo("[ -f /run/elemental/live_mode ]");
        assertThat(Yaml.at(step, "files", 0, "path")).isEqualTo("/oem/elemental/agent/config.yaml");
        assertThat(Yaml.at(step, "directories", 0, "path")).isEqualTo("/oem/elemental/agent");
        assertThat(text(SeedFiles.of(SampleRegistrations.full(), Map.of(), false), "agent"))
                .contains("permissions: 0700\n", "permissions: 0600\n");
    }

    @Test
    void leavesAbsentWhatIsAbsent() {
        var config = config(text(SeedFiles.of(registration(null, null, Map.of()), Map.of(), false), "agent"));

        assertThat(config).isEqualTo("""
                registration:
                  token: "a.b.c"
                  uri: "https://elemental.example"
                """);
    }

    @Test
    void keepsWhatIsEmptyOrNothing() {
        var agent = new java.util.HashMap<String, @Nullable Object>();
        agent.put("workDir", "");
        agent.put("hostname", null);
        agent.put("postInstall", Map.of());

        var config = config(text(SeedFiles.of(registration("", 0L, agent), Map.of(), false), "agent"));

        assertThat(config).isEqualTo("""
                agent:
                  hostname: null
                  postInstall: {}
                  workDir: ""
                registration:
                  caCert: ""
                  token: "a.b.c"
                  tokenDuration: 0
                  uri: "https://elemental.example"
                """);
    }

    /** The boot tool renders what it decoded. */
    @Test
    void agentConfigurationArrivesAsItIsWritten() {
        var registration = registration(null, null, Map.of("hostname", Map.of("prefix", "{{ .Values.node }}")));

        var config = config(text(SeedFiles.of(registration, Map.of(), false), "agent"));

        assertThat(config).contains("prefix: \"{{`{{`}} .Values.node }}\"\n");
        assertThat(TemplateTextTest.rendered(config)).isEqualTo(AgentConfig.of(registration));
    }

    @Test
    void refusesAgentConfigurationThatTheBootToolCannotRead() {
        var registration = registration(null, null, Map.of("hostname", Map.of("prefix", "a\uD83D")));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> SeedFiles.of(registration, Map.of(), false))
                .withMessage("ElementalRegistration fleet/rack: spec.config.elemental.agent.hostname.prefix"
                        + " has the character U+D83D, which the boot tool cannot read");
    }

    @Test
    void hasNoCloudConfigWhereThereIsNone() {
        assertThat(SeedFiles.of(SampleRegistrations.full(), Map.of(), false)).containsOnlyKeys("agent");
    }

    @Test
    void rendersCloudInitUnderItsHeader() {
        var file = text(
                SeedFiles.of(
                        SampleRegistrations.full(),
                        Map.of(
                                "write_files",
                                List.of(Map.of(
                                        "path", "/etc/sysconfig/proxy",
                                        "permissions", "0644",
                                        "content", "PROXY_ENABLED=\"yes\"\n")),
                                "runcmd",
                                List.of("reboot", "echo a: b")),
                        false),
                "cloud-config");

        assertThat(file).isEqualTo("""
                #cloud-config
                runcmd:
                  - "reboot"
                  - "echo a: b"
                write_files:
                  - content: "PROXY_ENABLED=\\"yes\\"\\n"
                    path: "/etc/sysconfig/proxy"
                    permissions: "0644"
                """);
    }

    @Test
    void rendersStagesAsAYipDocument() {
        var file = text(
                SeedFiles.of(
                        SampleRegistrations.full(),
                        Map.of(
                                "stages",
                                Map.of(
                                        "boot",
                                        List.of(Map.of(
                                                "files",
                                                List.of(Map.of("path", "/a", "permissions", 420)),
                                                "sysctl",
                                                Map.of("vm.swappiness", 10))))),
                        false),
                "cloud-config");

        assertThat(file).isEqualTo("""
                stages:
                  boot:
                    - files:
                        - path: "/a"
                          permissions: 420
                      sysctl:
                        "vm.swappiness": 10
                """);
    }

    private static Registration registration(
            @Nullable String caCert, @Nullable Long tokenDuration, Map<String, @Nullable Object> agent) {
        return new Registration(
                new ResourceRef("fleet", "rack"),
                "uid",
                true,
                "https://elemental.example",
                caCert,
                "a.b.c",
                tokenDuration,
                agent,
                Optional.empty());
    }

    private static String text(Map<String, byte[]> files, String slot) {
        return new String(Objects.requireNonNull(files.get(slot)), UTF_8);
    }

    private static String config(String agentFile) {
        var content = Yaml.at(Yaml.map(agentFile), "stages", "initramfs", 0, "files", 0, "content");
        return new String(Base64.getDecoder().decode((String) content), UTF_8);
    }

    private static String golden(String name) throws IOException {
        try (var file = SeedFilesTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
        }
    }
}
