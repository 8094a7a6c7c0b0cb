package io.elemental.seedimage.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The sample registrations of the provider's resource, with the key Secret of one of them. */
public final class SampleRegistrations {

    private SampleRegistrations() {}

    public static Registration full() {
        return of("full", Optional.of(privateKey()));
    }

    public static Registration frozen() {
        return of("frozen", Optional.of(privateKey()));
    }

    public static Registration minimal() {
        return of("minimal", Optional.empty());
    }

    public static String privateKey() {
        var secret = document("Secret", "full");
        return new String(Base64.getDecoder().decode(text(object(secret, "data"), "privKey")), UTF_8);
    }

    private static Registration of(String name, Optional<String> privateKeyPem) {
        var document = document("ElementalRegistration", name);
        var elemental = object(object(object(document, "spec"), "config"), "elemental");
        var registration = object(elemental, "registration");
        return new Registration(
                new ResourceRef("default", name),
                "uid-of-" + name,
                document.containsKey("status"),
                text(registration, "uri"),
                (String) registration.get("caCert"),
                text(registration, "token"),
                (Long) registration.get("tokenDuration"),
                object(elemental, "agent"),
                privateKeyPem);
    }

    private static Map<String, @Nullable Object> document(String kind, String name) {
        for (var document : documents()) {
            if (kind.equals(document.get("kind"))
                    && name.equals(object(document, "metadata").get("name"))) {
                return document;
            }
        }
        throw new AssertionError("no %s %s among the samples".formatted(kind, name));
    }

    private static String text(Map<String, @Nullable Object> object, String field) {
        return Objects.requireNonNullElse((String) object.get(field), "");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> object, String field) {
        var value = (Map<String, @Nullable Object>) object.get(field);
        return value == null ? Map.of() : value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> documents() {
        try (var file = SampleRegistrations.class.getResourceAsStream("/elementalregistration-samples.yaml")) {
            var documents = new ArrayList<Map<String, @Nullable Object>>();
            new Load(LoadSettings.builder().build())
                    .loadAllFromInputStream(Objects.requireNonNull(file))
                    .forEach(document -> documents.add((Map<String, @Nullable Object>) document));
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
