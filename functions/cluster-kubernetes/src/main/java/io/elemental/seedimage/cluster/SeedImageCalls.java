package io.elemental.seedimage.cluster;

import io.elemental.seedimage.cluster.api.ApiRequests;
import io.elemental.seedimage.cluster.api.Part;
import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.cluster.resources.JsonFields;
import io.elemental.seedimage.cluster.resources.SeedImageReading;
import io.elemental.seedimage.cluster.resources.SeedImageResource;
import io.elemental.seedimage.cluster.resources.StatusFields;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The requests about SeedImages; no more is read of an answer than what counts. */
final class SeedImageCalls {

    /**
     * What was read of some, and the token that the next page begins with; empty after the last. Each becomes what it
     * is to be as it is read, so that of what others fill no more than one is in memory.
     */
    record Page<T>(List<T> items, String next) {}

    private static final int PAGE = 100;

    private static final String PATH = "/apis/%s/%s".formatted(SeedImageResource.GROUP, SeedImageResource.VERSION);

    /** Of a tenant's annotations those that count. */
    private static final String MARK = "metadata.annotations[%s]".formatted(SeedImage.RETRIGGER_ANNOTATION);

    private static final String TEMPLATES = "metadata.annotations[%s]".formatted(SeedImage.TEMPLATES_ANNOTATION);

    private static final String REVOKED_LINKS = "metadata.annotations[%s]".formatted(SeedImage.REVOKE_LINKS_ANNOTATION);

    private static final Part REF = Part.of("metadata.namespace", "metadata.name");

    private static final Part STATUS = Part.of("metadata.uid", "status");

    /** What counts of one. */
    static final Part WHOLE = Part.of(
            "metadata.namespace",
            "metadata.name",
            "metadata.uid",
            "metadata.generation",
            "metadata.creationTimestamp",
            MARK,
            TEMPLATES,
            REVOKED_LINKS,
            "spec.*",
            "status.observedGeneration",
            "status.expiresAt");

    /** All but the cloud-config, which may be large, and there may be many. */
    private static final Part LISTED = Part.of(
            "metadata.namespace",
            "metadata.name",
            "metadata.uid",
            "metadata.generation",
            "metadata.creationTimestamp",
            MARK,
            TEMPLATES,
            REVOKED_LINKS,
            "spec.registrationRef",
            "spec.baseImage",
            "spec.baseDigest",
            "spec.proxy",
            "spec.basePullPolicy",
            "spec.basePullSecretRef",
            "spec.baseCA",
            "spec.baseVerification",
            "spec.buildContainer",
            "spec.type",
            "spec.targetPlatform",
            "spec.variants",
            "spec.cleanupAfterMinutes",
            "spec.retriggerBuild",
            "spec.size",
            "spec.delivery",
            "status.observedGeneration",
            "status.expiresAt");

    private final ApiRequests requests;
    private final String manager;

    /** @param manager who fields of the status belong to */
    SeedImageCalls(KubernetesClient client, String manager) {
        this.requests = new ApiRequests(client);
        this.manager = manager;
    }

    /** All of them, for who watches. */
    static String path() {
        return PATH + "/seedimages";
    }

    static String path(String namespace) {
        return "%s/namespaces/%s/seedimages".formatted(PATH, namespace);
    }

    Optional<ReadObject> get(ResourceRef ref) {
        return requests.get(path(ref), WHOLE);
    }

    Optional<ReadObject> status(ResourceRef ref) {
        return requests.get(path(ref), STATUS);
    }

    /** @param from what the page before ended with; empty for the first */
    Page<SeedImage> page(Function<ReadObject, SeedImage> read, String from) {
        return page(read, each -> requests.list(path() + "?" + query(from), LISTED, each));
    }

    /** No more than where they are. */
    Page<ResourceRef> refs(String from) {
        return page(SeedImageCalls::ref, each -> requests.listMetadata(path() + "?" + query(from), REF, each));
    }

    Page<ResourceRef> refsOf(ResourceRef registration, String from) {
        var path = "%s?fieldSelector=%s&%s"
                .formatted(
                        path(registration.namespace()),
                        encoded(SeedImageResource.REGISTRATION.substring(1) + "=" + registration.name()),
                        query(from));
        return page(SeedImageCalls::ref, each -> requests.listMetadata(path, REF, each));
    }

    void applyStatus(SeedImage seedImage, StatusFields status) {
        var ref = seedImage.ref();
        var applied = Map.of(
                "apiVersion",
                SeedImageResource.GROUP + "/" + SeedImageResource.VERSION,
                "kind",
                SeedImageResource.KIND,
                "metadata",
                Map.of("namespace", ref.namespace(), "name", ref.name(), "uid", seedImage.uid()),
                "status",
                status);
        var path = "%s/status?fieldManager=%s&force=true".formatted(path(ref), manager);
        requests.patch(path, "application/apply-patch+yaml", Serialization.asJson(applied));
    }

    void acknowledgeRetrigger(SeedImage seedImage) {
        var patch = List.of(
                Map.of("op", "test", "path", "/metadata/uid", "value", seedImage.uid()),
                Map.of("op", "test", "path", "/spec/retriggerBuild", "value", true),
                Map.of("op", "replace", "path", "/spec/retriggerBuild", "value", false));
        requests.patch(path(seedImage.ref()), "application/json-patch+json", Serialization.asJson(patch));
    }

    private interface Listing {
        String read(Consumer<ReadObject> each);
    }

    private static <T> Page<T> page(Function<ReadObject, T> reading, Listing listing) {
        var items = new ArrayList<T>();
        var next = listing.read(item -> items.add(reading.apply(item)));
        return new Page<>(items, next);
    }

    private static ResourceRef ref(ReadObject item) {
        return SeedImageReading.ref(new JsonFields("", item.values()).object("metadata"));
    }

    private static String path(ResourceRef ref) {
        return path(ref.namespace()) + "/" + ref.name();
    }

    private static String query(String from) {
        return "limit=%s&continue=%s".formatted(PAGE, encoded(from));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
