package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.reconcile.Watch;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.store.ObjectInfo;
import io.elemental.seedimage.rules.store.Versioned;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.CuttingProxy;
import io.elemental.seedimage.testing.RealMinio;
import io.elemental.seedimage.testing.RealStore;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The API server or the store is gone from the n-th request on, for every n of a SeedImage's life: the event is to come
 * again, nobody sees half of anything meanwhile, and when it comes all is as if nothing had been.
 */
class CutCallsTest {

    /** Steps that later ones need. */
    private static final Set<String> LEAD_ON = Set.of("created", "built", "swept");

    private static final int DONE = 204;
    private static final int AGAIN = 503;
    private static final String KEY = RegistrationKeys.generate();
    private static final String OTHER_KEY = RegistrationKeys.generate();

    private final RealApiServer server = RealApiServer.orSkip();
    private final RealStore minio = RealMinio.orSkip();
    private final String namespace = server.newNamespace();
    private final CuttingProxy apiProxy = proxy(server.config().build());
    private final CuttingProxy storeProxy = new CuttingProxy(minio.endpoint(), SocketFactory.getDefault());
    private final KubernetesClient throughProxy = new KubernetesClientBuilder()
            .withConfig(server.config()
                    .withMasterUrl(apiProxy.uri().toString())
                    .withRequestRetryBackoffLimit(1)
                    .withRequestRetryBackoffInterval(1) // the proxy stays gone, however long one waits
                    .build())
            .build();
    private final RealFunction function = new RealFunction(throughProxy, minio, storeProxy.uri(), namespace, Map.of());
    private final S3Store store = RealFunction.store(minio, minio.endpoint(), namespace);
    private final RealCluster cluster = new RealCluster(server, namespace);
    private final StoredCatalog catalog = new StoredCatalog(store.objects());
    private final Watch watch = new Watch(store.objects(), InstantSource.system(), Map.of());

    /** Steps of which nothing was cut any more, and which were delivered twice all the same. */
    private final Set<String> whole = new HashSet<>();

    private String building = "";

    /** Something happens, is delivered, and leads to something. */
    private record Step(String name, Runnable happens, IntSupplier delivery, Runnable goal) {}

    @AfterEach
    void end() {
        function.close();
        throughProxy.close();
        apiProxy.close();
        storeProxy.close();
        cluster.user.removeAll();
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"api, false", "api, true", "store, false", "store, true"})
    void nextDeliveryMakesItGood(String gone, boolean answerLost) {
        var proxy = gone.equals("api") ? apiProxy : storeProxy;
        var request = 1;
        while (life(request, proxy, answerLost)) {
            request++;
            forget();
            assertThat(request).as("requests of the longest step").isLessThan(100);
        }
        assertThat(request).as("requests of the longest step").isGreaterThan(6);
    }

    /** Returns whether anything was cut. */
    private boolean life(int request, CuttingProxy proxy, boolean answerLost) {
        var cuts = 0;
        for (var step : steps(request)) {
            step.happens().run();
            if (whole.contains(step.name()) && !LEAD_ON.contains(step.name())) {
                continue; // all of its requests were cut before
            }
            proxy.goneFrom(request, answerLost);
            var answer = step.delivery().getAsInt();
            var cut = proxy.heal();
            cuts += cut ? 1 : 0;

            var where = "%s, gone from request %s".formatted(step.name(), request);
            watch.look();
            if (answer == DONE) { // nothing was cut, or nothing that matters, as an Event is
                step.goal().run();
            } else {
                assertThat(answer).as(where).isEqualTo(AGAIN);
                assertThat(cut).as(where).isTrue();
            }
            if (!cut && !whole.add(step.name())) {
                continue;
            }
            function.waitForLease();
            assertThat(step.delivery().getAsInt()).as(where + ", again").isEqualTo(DONE);
            step.goal().run();
        }
        return cuts > 0;
    }

    /** So that the next sweep is as short as this one was. */
    private void forget() {
        try (var objects = store.objects().list("")) {
            objects.map(ObjectInfo::key)
                    .filter(key -> !key.equals(StoreKeys.INSTALLATION))
                    .toList()
                    .forEach(store.objects()::delete);
        }
    }

    private List<Step> steps(int number) {
        var rack = new ResourceRef(namespace, "rack-" + number);
        var seed = rack.sibling("seed-" + number);
        var late = rack.sibling("late-" + number);
        var api = Events.API;
        var base = "https://mirror.example/%s.iso".formatted(number);
        return List.of(
                new Step(
                        "created",
                        () -> {
                            cluster.register(rack, KEY);
                            cluster.create(seed, rack.name(), base);
                        },
                        () -> function.event(api, "SeedImage", namespace, seed.name()),
                        () -> assertThat(cluster.state(seed)).isEqualTo(SeedImageState.STARTED)),
                new Step(
                        "built",
                        () -> building = cluster.build(),
                        () -> function.event("batch/v1", "Job", namespace, "base-" + building),
                        () -> isCompleted(seed)),
                new Step(
                        "swept",
                        () -> cluster.create(late, rack.name(), base),
                        function::sweep,
                        () -> isCompleted(late)),
                new Step(
                        "rotated",
                        () -> cluster.register(rack, OTHER_KEY),
                        () -> function.event(api, "ElementalRegistration", namespace, rack.name()),
                        () -> isCompleted(seed)),
                new Step(
                        "deleted",
                        () -> {
                            cluster.user.remove(seed);
                            cluster.user.remove(late);
                        },
                        () -> function.event(api, "SeedImage", namespace, seed.name()),
                        () -> assertThat(catalog.seedImage(rack, seed.name())
                                        .map(Versioned::value)
                                        .filter(entry -> entry.withdrawnAt() == null))
                                .isEmpty()));
    }

    private static CuttingProxy proxy(Config config) {
        try {
            return new CuttingProxy(
                    URI.create(config.getMasterUrl()),
                    SSLUtils.sslContext(config).getSocketFactory());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("no TLS", e);
        }
    }

    private void isCompleted(ResourceRef ref) {
        assertThat(cluster.state(ref)).isEqualTo(SeedImageState.COMPLETED);
        assertThat(cluster.user.status(ref).orElseThrow().downloadURL()).endsWith("/seedimages/" + ref.name());
    }
}
