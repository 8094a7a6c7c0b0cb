package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.testing.KstatusProgram;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What GitOps tools make of SeedImages, by the library that they ask; a real API server has the objects. */
class KstatusTest {

    private final KstatusProgram kstatus = KstatusProgram.orSkip();
    private final RealApiServer server = RealApiServer.orSkip();
    private final RealStore minio = RealMinio.orSkip();
    private final String namespace = server.newNamespace();
    private final RealFunction function =
            new RealFunction(server.client(), minio, minio.endpoint(), namespace, Map.of());
    private final RealCluster cluster = new RealCluster(server, namespace);

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void end() {
        cluster.user.removeAll();
        function.close();
    }

    @Test
    void eachStateIsWhatToolsUnderstand() throws IOException {
        cluster.register(ref("rack"), RegistrationKeys.generate());
        create("ready", "rack", "done");
        create("expired", "rack", "done", "\"cleanupAfterMinutes\": 1");
        create("forever", "rack", "done", "\"cleanupAfterMinutes\": 0");
        create("changed", "rack", "done");
        List.of("ready", "expired", "forever", "changed").forEach(this::event);
        assertThat(function.event("batch/v1", "Job", namespace, "base-" + cluster.build()))
                .isEqualTo(204);
        List.of("ready", "expired", "forever", "changed").forEach(this::event);
        assertThat(kstatus()).hasSize(4).containsValue("Current").doesNotContainValue("InProgress");

        function.skew(Duration.ofMinutes(30));
        List.of("ready", "expired", "forever").forEach(this::event);
        change("changed", "\"delivery\": \"Proxy\"");
        create("building", "rack", "later");
        create("refused", "rack", "done", "\"type\": \"raw\"");
        create("riscv", "rack", "done", "\"targetPlatform\": \"linux/riscv64\"");
        create("unregistered", "nowhere", "done");
        List.of("building", "refused", "riscv", "unregistered").forEach(this::event);
        create("unseen", "rack", "done");

        assertThat(kstatus())
                .isEqualTo(Map.of(
                        "ready", "Current",
                        "forever", "Current",
                        "expired", "Failed",
                        "changed", "InProgress",
                        "building", "InProgress",
                        "refused", "Failed",
                        "riscv", "Failed",
                        "unregistered", "InProgress",
                        "unseen", "InProgress"));
    }

    private Map<String, String> kstatus() throws IOException {
        var list = server.kubectl("get", "simg", "--namespace", namespace, "-o", "json");
        return kstatus.of(Files.writeString(folder.resolve("list.json"), list));
    }

    private void create(String name, String registration, String base, String... more) {
        var fields = more.length == 0 ? "" : ", " + String.join(", ", more);
        cluster.user.create(
                ref(name), """
                {"registrationRef": {"name": "%s"}, "baseImage": "%s"%s}
                """.formatted(registration, "https://mirror.example/%s.iso".formatted(base), fields));
    }

    private void change(String name, String field) {
        server.kubectl(
                "patch",
                "simg",
                name,
                "--namespace",
                namespace,
                "--type=merge",
                "-p",
                "{\"spec\": {%s}}".formatted(field));
    }

    private void event(String name) {
        assertThat(function.event(Events.API, "SeedImage", namespace, name)).isEqualTo(204);
    }

    private ResourceRef ref(String name) {
        return new ResourceRef(namespace, name);
    }
}
