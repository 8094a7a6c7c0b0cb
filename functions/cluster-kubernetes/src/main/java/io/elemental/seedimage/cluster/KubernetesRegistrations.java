package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;

import io.elemental.seedimage.cluster.api.ApiRequests;
import io.elemental.seedimage.cluster.api.Part;
import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.cluster.resources.JsonFields;
import io.elemental.seedimage.cluster.resources.RegistrationResource;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The ElementalRegistrations of a cluster, each with the one Secret that the provider looks at: that of its name. */
public final class KubernetesRegistrations implements Registrations {

    private static final String PATH = "/apis/infrastructure.cluster.x-k8s.io/v1beta1";
    private static final String PRIVATE_KEY = "privKey";
    /** What counts of a Secret. */
    static final Part SECRET = Part.of("data." + PRIVATE_KEY);

    /** In characters, as PEM; one that can be used has 120. */
    private static final int LONGEST_KEY = 16 * 1024;

    private final ApiRequests requests;

    public KubernetesRegistrations(KubernetesClient client) {
        this.requests = new ApiRequests(client);
    }

    /** All of them, for who watches. */
    static String path() {
        return PATH + "/elementalregistrations";
    }

    @Override
    public Optional<Registration> find(ResourceRef ref) {
        return resource(ref).map(resource -> RegistrationResource.read(ref, resource, privateKey(ref)));
    }

    private Optional<ReadObject> resource(ResourceRef ref) {
        var path = "%s/namespaces/%s/elementalregistrations/%s".formatted(PATH, ref.namespace(), ref.name());
        return calling("get ElementalRegistration " + ref, () -> requests.get(path, RegistrationResource.PART));
    }

    private Optional<String> privateKey(ResourceRef ref) {
        var path = "/api/v1/namespaces/%s/secrets/%s".formatted(ref.namespace(), ref.name());
        return calling("get Secret " + ref, () -> requests.get(path, SECRET)).flatMap(KubernetesRegistrations::key);
    }

    static Optional<String> key(ReadObject secret) {
        return new JsonFields("", secret.values())
                .object("data")
                .text(PRIVATE_KEY)
                .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
                .filter(pem -> !pem.isEmpty() && pem.length() <= LONGEST_KEY);
    }
}
