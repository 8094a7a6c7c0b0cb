package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.ActingNode;
import io.elemental.seedimage.cluster.ActingProvider;
import io.elemental.seedimage.cluster.ActingUser;
import io.elemental.seedimage.cluster.KnativeAccess;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.reconcile.ActingBuilder;
import io.elemental.seedimage.reconcile.GrantedWorkshop;
import io.elemental.seedimage.registration.RegistrationKeys;
import io.elemental.seedimage.registration.RegistrationTokens;
import io.elemental.seedimage.rules.Registration;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImageState;
import io.elemental.seedimage.testing.RealMinio;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function with the rights that the manifests give it, and no others. */
class LeastRightsTest {

    private final RealApiServer server = RealApiServer.orSkip();
    private final RealMinio minio = RealMinio.orSkip();
    private final KnativeAccess access = new KnativeAccess(server);
    private final KubernetesClient account = access.as("seedimage-reconcile");
    private final RealFunction function =
            new RealFunction(account, minio, minio.endpoint(), KnativeAccess.SYSTEM, Map.of());
    private final ActingUser user = new ActingUser(server.client());
    private final ActingProvider provider = new ActingProvider(server.client());
    private final ActingBuilder builder =
            new ActingBuilder(new GrantedWorkshop(new ActingNode(server.client(), KnativeAccess.SYSTEM)));
    private final ResourceRef elsewhere = new ResourceRef(server.newNamespace(), "seed");
    private final ResourceRef seed = new ResourceRef(server.newNamespace(), "seed");

    @AfterEach
    void end() {
        user.remove(seed);
        user.remove(elsewhere);
        function.close();
        account.close();
    }

    /** The names are random: whichever namespace comes first, the sweep gets to the other. */
    @Test
    void sufficeInANamespaceThatIsEnabledAndStopNothingInOneThatIsNot() {
        create(seed);
        create(elsewhere);
        access.enable(seed.namespace());

        assertThat(event("SeedImage", elsewhere.namespace(), "seed")).isEqualTo(503);
        assertThat(function.sweep()).isEqualTo(204);
        assertThat(state(seed)).isEqualTo(SeedImageState.STARTED);
        var job = server.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(KnativeAccess.SYSTEM)
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        builder.prepare(job.substring("base-".length()));
        assertThat(function.event("batch/v1", "Job", KnativeAccess.SYSTEM, job)).isEqualTo(204);

        assertThat(state(seed)).isEqualTo(SeedImageState.COMPLETED);
        assertThat(user.status(elsewhere)).isEmpty();
        assertThat(server.client()
                        .batch()
                        .v1()
                        .jobs()
                        .inNamespace(KnativeAccess.SYSTEM)
                        .list()
                        .getItems())
                .isEmpty();
    }

    private int event(String kind, String namespace, String name) {
        return function.event(Events.API, kind, namespace, name);
    }

    private SeedImageState state(ResourceRef ref) {
        return user.status(ref).orElseThrow().state();
    }

    private void create(ResourceRef ref) {
        var rack = ref.sibling("rack");
        var key = RegistrationKeys.generate();
        var uri = "https://seeds.example/elemental/v1/namespaces/%s/registrations/rack".formatted(ref.namespace());
        var token = RegistrationTokens.sign(key, uri, null, Instant.now());
        provider.put(new Registration(rack, "uid", true, uri, null, token, null, Map.of(), Optional.of(key)));
        user.create(
                ref,
                Map.of(
                        "registrationRef",
                        Map.of("name", "rack"),
                        "baseImage",
                        "https://mirror.example/x.iso",
                        "delivery",
                        "Proxy"));
    }
}
