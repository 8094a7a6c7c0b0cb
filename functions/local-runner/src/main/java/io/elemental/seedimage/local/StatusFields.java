package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A status as {@code kubectl get -o yaml} shows it. */
final class StatusFields {

    private StatusFields() {}

    static Map<String, Object> of(SeedImageStatus status) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "observedGeneration", status.observedGeneration());
        put(fields, "state", status.state().word());
        put(fields, "downloadURL", status.downloadURL());
        put(fields, "checksumURL", status.checksumURL());
        put(fields, "expiresAt", status.expiresAt());
        var registration = new LinkedHashMap<String, Object>();
        put(registration, "uri", status.registrationUri());
        put(registration, "tokenExpiresAt", status.tokenExpiresAt());
        fields.put("registration", registration);
        fields.put(
                "variants",
                status.variants().stream()
                        .map(image -> variant(image, status.bases()))
                        .toList());
        fields.put(
                "conditions",
                status.conditions().stream().map(StatusFields::condition).toList());
        return fields;
    }

    private static Map<String, Object> variant(CatalogVariant variant, Map<String, BaseOrigin> bases) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "type", variant.type().word());
        put(fields, "targetPlatform", variant.platform().word());
        put(fields, "state", variant.state().word());
        put(fields, "reason", variant.reason().orElse(null));
        var ready = variant.ready();
        put(fields, "identity", ready.map(CatalogVariant.Ready::identity).orElse(null));
        put(fields, "size", ready.map(CatalogVariant.Ready::size).orElse(null));
        put(fields, "sha256", ready.map(CatalogVariant.Ready::sha256).orElse(null));
        put(fields, "fileName", variant.fileName());
        ready.ifPresent(image -> fields.put("base", base(image.build(), bases)));
        put(fields, "composed", ready.map(CatalogVariant.Ready::composed).orElse(false));
        return fields;
    }

    private static Map<String, Object> base(String build, Map<String, BaseOrigin> bases) {
        var base = new LinkedHashMap<String, Object>();
        put(base, "build", build);
        var origin = Optional.ofNullable(bases.get(build));
        put(base, "source", origin.map(BaseOrigin::source).orElse(null));
        put(base, "revision", origin.map(BaseOrigin::revision).orElse(null));
        return base;
    }

    private static Map<String, Object> condition(Condition condition) {
        var fields = new LinkedHashMap<String, Object>();
        put(fields, "type", condition.type());
        put(fields, "status", condition.status());
        put(fields, "reason", condition.reason());
        put(fields, "message", condition.message());
        put(fields, "lastTransitionTime", condition.lastTransitionTime());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value instanceof Number || value instanceof Boolean ? value : value.toString());
        }
    }
}
