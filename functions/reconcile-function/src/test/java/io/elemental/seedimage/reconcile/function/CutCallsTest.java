package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.ActingNode;
import io.elemental.seedimage.cluster.ActingProvider;
import io.elemental.seedimage.cluster.ActingUser;
import io.elemental.seedimage.cluster.KubernetesSeedImages;
import io.elemental.seedimage.cluster.RealApiServer;
import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.format.StoredCatalog;
import io.elemental.seedimage.reconcile.ActingBuilder;
import io.elemental.seedimage.reconcile.GrantedWorkshop;
import io.elemental.seedimage.reconcile.Watch;
import io.elemental.seedimage.registration.RegistrationKeys;
import io.elemental.seedimage.registration.RegistrationTokens;
import io.elemental.seedimage.rules.ObjectInfo;
import io.elemental.seedimage.rules.Registration;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImage;
import io.elemental.seedimage.rules.SeedImageState;
import io.elemental.seedimage.rules.SeedImageStatus;
import io.elemental.seedimage.rules.Versioned;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.CuttingProxy;
import io.elemental.seedimage.testing.RealMinio;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final int DONE = 204;
    private static final int AGAIN = 503;
    private static final String KEY = RegistrationKeys.generate();
    private static final String OTHER_KEY = RegistrationKeys.generate();

    private final RealApiServer server = RealApiServer.orSkip();
    private final RealMinio minio = RealMinio.orSkip();
    private final String namespace = server.newNamespace();
    private final CuttingProxy apiProxy = proxy(server.config().build());
    private final CuttingProxy storeProxy = new CuttingProxy(minio.endpoint(), SocketFactory.getDefault());
    private final KubernetesClient throughProxy = new KubernetesClientBuilder()
            .withConfig(server.config()
                    .withMasterUrl(apiProxy.uri().toString())
                    .withRequestRetryBackoffLimit(1)
                    .build())
            .build();
    private final RealFunction function = new RealFunction(throughProxy, minio, storeProxy.uri(), namespace, Map.of());
    private final S3Store store = RealFunction.store(minio, minio.endpoint(), namespace);
    private final ActingUser user = new ActingUser(server.client());
    private final ActingProvider provider = new ActingProvider(server.client());
    private final ActingBuilder builder =
            new ActingBuilder(new GrantedWorkshop(new ActingNode(server.client(), namespace)));
    private final StoredCatalog catalog = new StoredCatalog(store.objects());
    private final Watch watch = new Watch(store.objects(), InstantSource.system(), Map.of());

    private String building = "";

    /** Something happens, is delivered, and leads to something. */
    private record Step(String name, Runnable happens, IntSupplier delivery, Runnable goal) {}

    @AfterEach
    void end() {
        function.close();
        throughProxy.close();
        apiProxy.close();
        storeProxy.close();
        try (var all = new KubernetesSeedImages(server.client(), InstantSource.system()).all()) {
            all.map(SeedImage::ref).toList().forEach(user::remove);
        }
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
            proxy.goneFrom(request, answerLost);
            var answer = step.delivery().getAsInt();
            var cut = proxy.heal();
            cuts += cut ? 1 : 0;

            var where = "%s, gone from request %d".formatted(step.name(), request);
            watch.look();
            if (answer == DONE) { // nothing was cut, or nothing that matters, as an Event is
                step.goal().run();
            } else {
                assertThat(answer).as(where).isEqualTo(AGAIN);
                assertThat(cut).as(where).isTrue();
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
        return List.of(
                new Step(
                        "created",
                        () -> {
                            provider.put(registration(rack, KEY));
                            create(seed, rack, number);
                        },
                        () -> function.event(api, "SeedImage", namespace, seed.name()),
                        () -> assertThat(status(seed).state()).isEqualTo(SeedImageState.STARTED)),
                new Step(
                        "built",
                        this::build,
                        () -> function.event("batch/v1", "Job", namespace, "base-" + building),
                        () -> isCompleted(seed)),
                new Step("swept", () -> create(late, rack, number), function::sweep, () -> isCompleted(late)),
                new Step(
                        "rotated",
                        () -> provider.put(registration(rack, OTHER_KEY)),
                        () -> function.event(api, "ElementalRegistration", namespace, rack.name()),
                        () -> isCompleted(seed)),
                new Step(
                        "deleted",
                        () -> {
                            user.remove(seed);
                            user.remove(late);
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

    private void build() {
        var job = server.client()
                .batch()
                .v1()
                .jobs()
                .inNamespace(namespace)
                .list()
                .getItems()
                .getFirst();
        building = job.getMetadata().getName().substring("base-".length());
        builder.prepare(building);
    }

    private void create(ResourceRef ref, ResourceRef registration, int number) {
        user.create(
                ref,
                Map.of(
                        "registrationRef",
                        Map.of("name", registration.name()),
                        "baseImage",
                        "https://mirror.example/%d.iso".formatted(number),
                        "delivery",
                        "Proxy"));
    }

    private void isCompleted(ResourceRef ref) {
        assertThat(status(ref).state()).isEqualTo(SeedImageState.COMPLETED);
        assertThat(status(ref).downloadURL()).endsWith("/seedimages/" + ref.name());
    }

    private SeedImageStatus status(ResourceRef ref) {
        return user.status(ref).orElseThrow();
    }

    private static Registration registration(ResourceRef ref, String key) {
        var uri = "https://seeds.example/elemental/v1/namespaces/%s/registrations/%s"
                .formatted(ref.namespace(), ref.name());
        var token = RegistrationTokens.sign(key, uri, null, Instant.now());
        return new Registration(ref, "uid", true, uri, null, token, null, Map.of(), Optional.of(key));
    }
}
