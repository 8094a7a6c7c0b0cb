package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.cluster.StoredResources;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/** Makes of a document what an API server would store, or refuses it with an {@link InvalidInputException}. */
final class Admission {

    private static final SeedImageSchema SEED_IMAGES = new SeedImageSchema();

    /** A number is no text, as for an API server. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Admission() {}

    static Manifest admit(String file, int line, ObjectNode document) {
        var ref = ref(document.path("metadata"));
        var manifest = new Manifest(file, line, document.path("kind").asString(""), ref, document);
        document.withObject("/metadata").put("namespace", ref.namespace()).put("uid", Uid.of(manifest));
        switch (manifest.kind()) {
            case Manifest.SEED_IMAGE -> SEED_IMAGES.admit(document);
            case Manifest.REGISTRATION -> registration(ref, document);
            case Manifest.SECRET -> secret(document);
            default -> {}
        }
        return manifest;
    }

    private static ResourceRef ref(JsonNode metadata) {
        try {
            var read = Optional.ofNullable(STRICT.convertValue(metadata, ObjectMeta.class))
                    .orElseGet(ObjectMeta::new);
            read.getAdditionalProperties().keySet().stream().findFirst().ifPresent(field -> {
                throw new InvalidInputException("unknown field \"metadata.%s\"".formatted(field));
            });
            return new ResourceRef(
                    Optional.ofNullable(read.getNamespace())
                            .filter(name -> !name.isEmpty())
                            .orElse("default"),
                    Optional.ofNullable(read.getName())
                            .orElseThrow(() -> new InvalidInputException("metadata.name is missing")));
        } catch (JacksonException _) {
            throw new InvalidInputException("metadata is not that of an object");
        }
    }

    /** Without a status no provider has been at work: then it counts that what it would write is there. */
    private static void registration(ResourceRef ref, ObjectNode document) {
        var read = StoredResources.registration(ref, document, Optional.empty());
        if (document.at("/status/conditions").isMissingNode()
                && !read.uri().isEmpty()
                && !read.token().isEmpty()) {
            document.withObject("/status")
                    .putArray("conditions")
                    .addObject()
                    .put("type", "Ready")
                    .put("status", "True");
        }
    }

    /** Stores what is plain as all is stored, and all without the line breaks that are no matter. */
    private static void secret(ObjectNode document) {
        var data = document.withObject("/data");
        data.properties()
                .forEach(entry -> entry.setValue(
                        data.stringNode(entry.getValue().asString("").replaceAll("[\r\n]", ""))));
        document.path("stringData")
                .properties()
                .forEach(entry -> data.put(
                        entry.getKey(),
                        Base64.getEncoder()
                                .encodeToString(entry.getValue().asString("").getBytes(StandardCharsets.UTF_8))));
        StoredResources.privateKey(document);
    }
}
