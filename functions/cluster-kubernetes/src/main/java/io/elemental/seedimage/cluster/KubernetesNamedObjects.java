package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;

import io.elemental.seedimage.cluster.api.ApiRequests;
import io.elemental.seedimage.cluster.api.Part;
import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.cluster.resources.NamedObjectReading;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import java.util.Optional;

/** The Secrets and ConfigMaps of a cluster that SeedImages name for their bases. */
public final class KubernetesNamedObjects implements NamedObjects {

    private final ApiRequests requests;

    public KubernetesNamedObjects(KubernetesClient client) {
        this.requests = new ApiRequests(client);
    }

    @Override
    public Optional<NamedSecret> secret(ResourceRef ref) {
        return get("Secret", "secrets", ref, NamedObjectReading.SECRET).map(NamedObjectReading::secret);
    }

    @Override
    public Optional<Map<String, String>> configMap(ResourceRef ref) {
        return get("ConfigMap", "configmaps", ref, NamedObjectReading.CONFIG_MAP)
                .map(NamedObjectReading::configMap);
    }

    private Optional<ReadObject> get(String kind, String plural, ResourceRef ref, Part part) {
        var path = "/api/v1/namespaces/%s/%s/%s".formatted(ref.namespace(), plural, ref.name());
        return calling("get %s %s".formatted(kind, ref), () -> requests.get(path, part));
    }
}
