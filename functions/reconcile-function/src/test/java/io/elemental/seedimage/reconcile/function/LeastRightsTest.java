package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.KnativeAccess;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The function with the rights that the manifests give it, and no others. */
class LeastRightsTest {

    private final RealApiServer server = RealApiServer.orSkip();
    private final RealStore minio = RealMinio.orSkip();
    private final KnativeAccess access = new KnativeAccess(server);
    private final KubernetesClient account = access.as("seedimage-reconcile");
    private final RealFunction function =
            new RealFunction(account, minio, minio.endpoint(), KnativeAccess.SYSTEM, Map.of());
    private final RealCluster cluster = new RealCluster(server, KnativeAccess.SYSTEM);
    private final ResourceRef elsewhere = new ResourceRef(server.newNamespace(), "seed");
    private final ResourceRef seed = new ResourceRef(server.newNamespace(), "seed");

    @AfterEach
    void end() {
        cluster.user.remove(seed);
        cluster.user.remove(elsewhere);
        function.close();
        account.close();
    }

    /** The names are random: whichever namespace comes first, the sweep gets to the other. */
    @Test
    void sufficeInANamespaceThatIsEnabledAndStopNothingInOneThatIsNot() {
        create(seed);
        create(elsewhere);
        access.enable(seed.namespace());

        assertThat(function.event(Events.API, "SeedImage", elsewhere.namespace(), "seed"))
                .isEqualTo(204);
        assertThat(function.sweep()).isEqualTo(204);
        assertThat(cluster.state(seed)).isEqualTo(SeedImageState.STARTED);
        var job = "base-" + cluster.build();
        assertThat(function.event("batch/v1", "Job", KnativeAccess.SYSTEM, job)).isEqualTo(204);

        assertThat(cluster.state(seed)).isEqualTo(SeedImageState.COMPLETED);
        assertThat(cluster.user.status(elsewhere)).isEmpty();
        assertThat(cluster.node.builds()).isEmpty();
    }

    private void create(ResourceRef ref) {
        cluster.register(ref.sibling("rack"), RegistrationKeys.generate());
        cluster.create(ref, "rack", "https://mirror.example/x.iso");
    }
}
