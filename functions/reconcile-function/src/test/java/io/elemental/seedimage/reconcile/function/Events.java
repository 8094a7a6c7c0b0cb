package io.elemental.seedimage.reconcile.function;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Events as a Knative broker delivers them: envelopes that were captured, with other names in them. */
final class Events {

    static final String API = "infrastructure.cluster.x-k8s.io/v1beta1";

    private Events() {}

    /** Headers in binary mode. */
    static Map<String, String> binary(String type, String apiVersion, String kind, String namespace, String name) {
        var headers = new HashMap<>(Map.of(
                "ce-specversion", "1.0",
                "ce-id", "8e4a1f0e-3f0b-4f9d-9a52-0f8d3c1f6b11",
                "ce-source", "https://10.96.0.1:443",
                "ce-type", type,
                "ce-time", "2026-11-22T10:00:00.123456789Z",
                "ce-knativearrivaltime", "2026-11-22T10:00:00.223456789Z",
                "content-type", "application/json",
                "Prefer", "reply",
                "Kn-Namespace", namespace));
        headers.put("ce-subject", "/apis/%s/namespaces/%s/x/%s".formatted(apiVersion, namespace, name));
        headers.put("ce-apiversion", apiVersion);
        headers.put("ce-kind", kind);
        headers.put("ce-namespace", namespace);
        headers.put("ce-name", name);
        return headers;
    }

    static Map<String, String> seedImage(String action) {
        return binary("dev.knative.apiserver.ref." + action, API, "SeedImage", "fleet", "seed");
    }

    static byte[] reference(String apiVersion, String kind, String namespace, String name) {
        return bytes("{\"kind\":\"%s\",\"namespace\":\"%s\",\"name\":\"%s\",\"apiVersion\":\"%s\"}"
                .formatted(kind, namespace, name, apiVersion));
    }

    /** The same event as one JSON document. */
    static byte[] structured(String type, String apiVersion, String kind, String namespace, String name) {
        return bytes("""
                {"specversion": "1.0", "id": "1", "source": "https://10.96.0.1:443", "type": "%s",
                 "apiversion": "%s", "kind": "%s", "namespace": "%s", "name": "%s",
                 "datacontenttype": "application/json", "data": {"name": "%s"}}
                """.formatted(type, apiVersion, kind, namespace, name, name));
    }

    static Map<String, String> ping() {
        return Map.of(
                "ce-specversion", "1.0",
                "ce-id", "1",
                "ce-source", "/apis/v1/namespaces/seedimage-system/pingsources/sweep",
                "ce-type", "dev.knative.sources.ping",
                "content-type", "application/json");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
