package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.local.common.Terminal;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderNamedObjectsTest {

    private static final ResourceRef LOGIN = new ResourceRef("fleet", "login");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Test
    void readsSecretsHoweverTheyAreWritten() throws IOException {
        var objects = objects("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: login
                  namespace: fleet
                  annotations: {seedimage.elemental.cattle.io/host: mirror.example}
                type: kubernetes.io/basic-auth
                stringData: {username: me}
                data: {password: czNj
                cjN0}
                """.replace("\ncjN0", "cjN0"));

        assertThat(objects.secret(LOGIN))
                .contains(new NamedSecret(
                        NamedSecret.BASIC,
                        Optional.of("mirror.example"),
                        Map.of("username", "me", "password", "s3cr3t")));
        assertThat(objects.configMap(LOGIN)).isEmpty();
    }

    @Test
    void readsConfigMaps() throws IOException {
        var objects = objects("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: login, namespace: fleet}
                data: {ca.crt: PEM, other: x}
                """);

        assertThat(objects.configMap(LOGIN)).contains(Map.of(NamedSecret.AUTHORITIES_KEY, "PEM"));
        assertThat(objects.secret(LOGIN)).isEmpty();
    }

    private NamedObjects objects(String text) throws IOException {
        Files.writeString(folder.resolve("objects.yaml"), text);
        var resources = new FolderResources(folder, data, Delivery.AUTO, new Terminal(System.out));
        var _ = resources.look();
        return resources.namedObjects();
    }
}
