package io.elemental.seedimage.cluster;

import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.cluster.resources.NamedObjectReading;
import io.elemental.seedimage.cluster.resources.RegistrationResource;
import io.elemental.seedimage.cluster.resources.SeedImageReading;
import io.elemental.seedimage.cluster.resources.StatusFields;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads and writes, for who has no cluster, resources just as those of a cluster are: as the JSON that is stored. */
public final class StoredResources {

    private StoredResources() {}

    /** One that makes no sense has a problem. */
    public static SeedImage seedImage(JsonNode resource) {
        return SeedImageReading.read(ReadObject.of(resource.toString(), SeedImageCalls.WHOLE));
    }

    /** {@link InvalidInputException} of one that makes no sense. */
    public static Registration registration(ResourceRef ref, JsonNode resource, Optional<String> privateKeyPem) {
        return RegistrationResource.sensible(
                ref, ReadObject.of(resource.toString(), RegistrationResource.PART), privateKeyPem);
    }

    /** The PEM in a Secret that is a registration's. */
    public static Optional<String> privateKey(JsonNode secret) {
        try {
            return KubernetesRegistrations.key(ReadObject.of(secret.toString(), KubernetesRegistrations.SECRET));
        } catch (IllegalArgumentException _) {
            throw new InvalidInputException("data.privKey is not base64");
        }
    }

    /** A Secret that a SeedImage names. */
    public static NamedSecret secret(JsonNode secret) {
        return NamedObjectReading.secret(ReadObject.of(secret.toString(), NamedObjectReading.SECRET));
    }

    /** A ConfigMap that a SeedImage names. */
    public static Map<String, String> configMap(JsonNode configMap) {
        return NamedObjectReading.configMap(ReadObject.of(configMap.toString(), NamedObjectReading.CONFIG_MAP));
    }

    /** A status as the resource has it. */
    public static JsonNode status(SeedImageStatus status) {
        return Serialization.unmarshal(Serialization.asJson(StatusFields.of(status)), JsonNode.class);
    }
}
