package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.testing.RegistrationsContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;

class FolderRegistrationsContractTest implements RegistrationsContract {

    private final Dump yaml = new Dump(DumpSettings.builder().build());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Override
    public Registrations registrations() {
        return new FolderRegistrations(() -> new ManifestFolder(folder).read(Manifests.NONE));
    }

    @Override
    public void put(Registration registration) {
        remove(registration.ref());
        var elemental = Map.of("registration", fields(registration), "agent", registration.agent());
        write(
                "registration",
                registration.ref(),
                "infrastructure.cluster.x-k8s.io/v1beta1",
                "ElementalRegistration",
                Map.of("spec", Map.of("config", Map.of("elemental", elemental))));
        registration
                .privateKeyPem()
                .ifPresent(key -> write(
                        "secret", registration.ref(), "v1", "Secret", Map.of("stringData", Map.of("privKey", key))));
    }

    @Override
    public void remove(ResourceRef ref) {
        try {
            Files.deleteIfExists(file("registration", ref));
            Files.deleteIfExists(file("secret", ref));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String what, ResourceRef ref, String apiVersion, String kind, Map<String, ?> fields) {
        var manifest = new LinkedHashMap<String, Object>(fields);
        manifest.put("apiVersion", apiVersion);
        manifest.put("kind", kind);
        manifest.put("metadata", Map.of("namespace", ref.namespace(), "name", ref.name()));
        try {
            Files.writeString(file(what, ref), yaml.dumpToString(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String what, ResourceRef ref) {
        return folder.resolve("%s-%s-%s.yaml".formatted(what, ref.namespace(), ref.name()));
    }

    private static Map<String, @Nullable Object> fields(Registration registration) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("uri", registration.uri());
        fields.put("caCert", registration.caCert());
        fields.put("token", registration.token());
        fields.put("tokenDuration", registration.tokenDuration());
        fields.values().removeIf(Objects::isNull);
        return fields;
    }
}
