package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.Granting;
import io.elemental.seedimage.registration.token.RegistrationKeys;
import io.elemental.seedimage.registration.token.RegistrationTokens;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Announcement;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.elemental.seedimage.rules.store.MultipartUploads;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.testing.ActingStoreTrial;
import io.elemental.seedimage.testing.ActingTrial;
import io.elemental.seedimage.testing.InMemoryBaseBuilds;
import io.elemental.seedimage.testing.InMemoryRegistrations;
import io.elemental.seedimage.testing.InMemorySeedImages;
import io.elemental.seedimage.testing.InMemoryStore;
import io.elemental.seedimage.testing.SeedImageBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** The function with everything in memory behind it, and a client. */
final class RunningFunction implements AutoCloseable {

    static final ResourceRef SEED = new ResourceRef("fleet", "seed");
    static final String KEY = RegistrationKeys.generate();
    static final String TOKEN = RegistrationTokens.sign(KEY, "https://seeds.example/rack", null, Instant.EPOCH);

    final InMemoryStore store = new InMemoryStore();
    final InMemorySeedImages seedImages = new InMemorySeedImages();
    final InMemoryRegistrations registrations = new InMemoryRegistrations();
    final InMemoryBaseBuilds builds = new InMemoryBaseBuilds();
    final ActingTrial trial = new ActingTrial();
    final ActingStoreTrial storeTrial = new ActingStoreTrial();
    final Ports ports;
    final ServletWebServerApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningFunction() {
        this(Map.of("SEEDIMAGE_SWEEP_AT_START", "false"));
    }

    final MeterRegistry meters = new SimpleMeterRegistry();

    /** How long the cluster takes for each call about SeedImages. */
    volatile Duration pause = Duration.ZERO;

    final AtomicInteger calls = new AtomicInteger();

    /** Subjects by their tokens. */
    final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** How many tokens the cluster was asked about. */
    final AtomicInteger reviews = new AtomicInteger();

    /** What the operator was told. */
    final List<Announcement> told = new CopyOnWriteArrayList<>();

    /** @param lacking rules that the store does not keep */
    RunningFunction(Map<String, String> more, StoreRule... lacking) {
        for (var rule : lacking) {
            storeTrial.lack(rule, "it answers 501");
        }
        registrations.put(new Registration(
                new ResourceRef("fleet", "rack"),
                "uid",
                true,
                "https://seeds.example/rack",
                null,
                TOKEN,
                null,
                Map.of(),
                Optional.of(KEY)));
        seedImages.put(seedImage(SEED));
        ports = new Ports(
                (SeedImages) Proxy.newProxyInstance(
                        SeedImages.class.getClassLoader(), new Class<?>[] {SeedImages.class}, this::call),
                registrations,
                builds,
                (ObjectStore) store,
                (MultipartUploads) store,
                new Granting(store, trial, NamedObjects.NONE),
                storeTrial,
                token -> {
                    reviews.incrementAndGet();
                    return Optional.ofNullable(tokens.get(token));
                },
                () -> "this-cluster",
                told::add,
                InstantSource.system(),
                meters);
        context = ReconcileFunction.start(ReconcileFunctionSettings.fromEnvironment(environment(more)), ports);
    }

    static Map<String, String> environment(Map<String, String> more) {
        var environment = new HashMap<>(Map.of(
                "PORT", "0",
                "SERVER_ADDRESS", "127.0.0.1",
                "SEEDIMAGE_PUBLIC_URL", "https://seeds.example",
                "SEEDIMAGE_S3_ENDPOINT", "https://127.0.0.1:9000",
                "SEEDIMAGE_S3_BUCKET", "seedimages",
                "SEEDIMAGE_RECONCILE_NAMESPACE", "seedimage-system",
                "SEEDIMAGE_BUILDER_IMAGE", "dev.local/base-builder:test"));
        environment.putAll(more);
        return environment;
    }

    static SeedImage seedImage(ResourceRef ref) {
        return new SeedImageBuilder(ref, "uid-" + ref.name(), 1)
                .baseImage("https://mirror.example/x.iso")
                .minutes(0)
                .size(1 << 20)
                .delivery(Delivery.PROXY)
                .build();
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        calls.incrementAndGet();
        LockSupport.parkNanos(pause.toNanos());
        return method.invoke(seedImages, arguments);
    }

    /** Everything that was written anywhere. */
    int effects() {
        return store.writes() + seedImages.writes() + builds.started() + store.unfinishedUploads();
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, byte[] body) {
        return send(method, path, headers, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        var port = Objects.requireNonNull(context.getWebServer()).getPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%s%s".formatted(port, path)))
                .method(method, body);
        headers.forEach(request::setHeader);
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    @Override
    public void close() {
        context.close();
        client.close();
    }
}
