package io.elemental.seedimage.cluster;

import io.elemental.seedimage.cluster.resources.SeedImageResource;
import io.elemental.seedimage.cluster.resources.StatusFields;
import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes SeedImages and reads what became of them, as people do with kubectl. */
public final class ActingUser {

    private static final Map<Delivery, String> DELIVERIES =
            Map.of(Delivery.AUTO, "Auto", Delivery.REDIRECT, "Redirect", Delivery.PROXY, "Proxy");

    private static final ResourceDefinitionContext SEED_IMAGES = new ResourceDefinitionContext.Builder()
            .withGroup(SeedImageResource.GROUP)
            .withVersion(SeedImageResource.VERSION)
            .withKind(SeedImageResource.KIND)
            .withPlural("seedimages")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;

    public ActingUser(KubernetesClient client) {
        this.client = client;
    }

    /** Creates a SeedImage, with its namespace; uid, generation and time are the API server's. */
    public void create(SeedImage seedImage) {
        Namespaces.put(client, seedImage.ref().namespace());
        create(seedImage.ref(), spec(seedImage));
        if (!seedImage.retriggerMark().isEmpty()) {
            mark(seedImage.ref(), seedImage.retriggerMark());
        }
    }

    public void create(ResourceRef ref, Map<String, @Nullable Object> spec) {
        var _ = client.resource(resource(ref, spec)).create();
    }

    /** Gives a SeedImage another spec; whoever edited it meanwhile loses. */
    public void change(SeedImage seedImage) {
        var _ = one(seedImage.ref()).edit(resource -> {
            resource.setAdditionalProperty("spec", spec(seedImage));
            return resource;
        });
    }

    /** Creates a SeedImage as this JSON has its spec, which may be anything; its namespace is there. */
    public void create(ResourceRef ref, String spec) {
        create(ref, spec, "[]");
    }

    /** @param managed who managed which fields, as the user pretends */
    void create(ResourceRef ref, String spec, String managed) {
        post(ref, spec, managed, "");
    }

    /** The same, of which nothing stays. */
    void dryRun(ResourceRef ref, String spec) {
        post(ref, spec, "[]", "?dryRun=All");
    }

    private void post(ResourceRef ref, String spec, String managed, String query) {
        var json = """
                {"apiVersion": "%s/%s", "kind": "%s", "metadata": {"name": "%s", "managedFields": %s}, "spec": %s}
                """.formatted(
                SeedImageResource.GROUP, SeedImageResource.VERSION, SeedImageResource.KIND, ref.name(), managed, spec);
        var _ = client.raw(SeedImageCalls.path(ref.namespace()) + query, "POST", json);
    }

    /** Annotates a SeedImage so that it is made anew. */
    public void mark(ResourceRef ref, String mark) {
        var _ = one(ref).edit(resource -> {
            var annotations = Optional.ofNullable(resource.getMetadata().getAnnotations())
                    .<Map<String, String>>map(HashMap::new)
                    .orElseGet(HashMap::new);
            annotations.put(SeedImage.RETRIGGER_ANNOTATION, mark);
            resource.getMetadata().setAnnotations(annotations);
            return resource;
        });
    }

    public void remove(ResourceRef ref) {
        one(ref).delete();
    }

    public void removeAll() {
        try (var all = new KubernetesSeedImages(client, InstantSource.system()).all()) {
            all.map(SeedImage::ref).toList().forEach(this::remove);
        }
    }

    /** Another one after each write; empty where there is no such SeedImage. */
    public String version(ResourceRef ref) {
        return find(ref).map(found -> found.getMetadata().getResourceVersion()).orElse("");
    }

    /** Of all SeedImages, in one call; each is another one after a write. */
    public Set<String> versions() {
        return client.genericKubernetesResources(SEED_IMAGES).inAnyNamespace().list().getItems().stream()
                .map(found ->
                        found.getMetadata().getUid() + " " + found.getMetadata().getResourceVersion())
                .collect(Collectors.toSet());
    }

    /** What the status says; empty where nobody has written one. */
    public Optional<SeedImageStatus> status(ResourceRef ref) {
        return new SeedImageCalls(client, "test")
                .status(ref)
                .flatMap(StatusFields::read)
                .filter(fields -> fields.state() != null)
                .map(ActingUser::status);
    }

    private static SeedImageStatus status(StatusFields fields) {
        var registration = fields.registration();
        return new SeedImageStatus(
                Optional.ofNullable(fields.observedGeneration()).orElse(0L),
                one(SeedImageState.values(), SeedImageState::word, fields.state()),
                text(fields.downloadURL()),
                text(fields.checksumURL()),
                time(fields.expiresAt()),
                registration == null ? "" : text(registration.uri()),
                registration == null ? null : time(registration.tokenExpiresAt()),
                Optional.ofNullable(fields.variants()).orElse(List.of()).stream()
                        .map(ActingUser::variant)
                        .toList(),
                bases(fields),
                fields.toldConditions(),
                fields.toldWarnings());
    }

    private static Map<String, BaseOrigin> bases(StatusFields fields) {
        var bases = new HashMap<String, BaseOrigin>();
        Optional.ofNullable(fields.variants()).orElse(List.of()).stream()
                .map(StatusFields.VariantFields::base)
                .filter(base -> base != null && base.source() != null)
                .forEach(base -> bases.put(text(base.build()), new BaseOrigin(text(base.source()), base.revision())));
        return bases;
    }

    private static CatalogVariant variant(StatusFields.VariantFields fields) {
        var variant = new Variant(
                one(ImageType.values(), ImageType::word, fields.type()),
                one(Platform.values(), Platform::word, fields.targetPlatform()));
        var fileName = text(fields.fileName());
        return switch (one(VariantState.values(), VariantState::word, fields.state())) {
            case PREPARING -> new CatalogVariant.Preparing(variant, fileName, text(fields.reason()), null);
            case FAILED -> new CatalogVariant.Failed(variant, fileName, text(fields.reason()));
            case EXPIRED -> new CatalogVariant.Expired(variant, fileName);
            case READY ->
                new CatalogVariant.Ready(
                        variant,
                        fileName,
                        text(fields.identity()),
                        Objects.requireNonNull(fields.size()),
                        fields.sha256(),
                        text(Objects.requireNonNull(fields.base()).build()),
                        Boolean.TRUE.equals(fields.composed()));
        };
    }

    private static <T> T one(T[] all, Function<T, String> word, @Nullable String wanted) {
        return Arrays.stream(all)
                .filter(value -> word.apply(value).equals(wanted))
                .findFirst()
                .orElseThrow(() -> new AssertionError("unknown word " + wanted));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static @Nullable Instant time(@Nullable String time) {
        return time == null ? null : Instant.parse(time);
    }

    private static Map<String, @Nullable Object> spec(SeedImage seedImage) {
        var spec = new HashMap<String, @Nullable Object>(
                fields(seedImage.variants().getFirst()));
        spec.put("registrationRef", Map.of("name", seedImage.registrationName()));
        spec.put("baseImage", seedImage.base().image());
        spec.put("basePullPolicy", seedImage.pullPolicy() == PullPolicy.ALWAYS ? "Always" : "IfNotPresent");
        spec.put(
                "variants",
                seedImage.variants().stream().skip(1).map(ActingUser::fields).toList());
        spec.put("cleanupAfterMinutes", seedImage.cleanupAfterMinutes());
        spec.put("retriggerBuild", seedImage.retrigger());
        spec.put("size", String.valueOf(seedImage.sizeInBytes()));
        spec.put("delivery", DELIVERIES.get(seedImage.delivery()));
        spec.put("cloud-config", seedImage.cloudConfig());
        return spec;
    }

    private static Map<String, @Nullable Object> fields(Variant variant) {
        return Map.of(
                "type",
                variant.type().word(),
                "targetPlatform",
                variant.platform().word());
    }

    Optional<GenericKubernetesResource> find(ResourceRef ref) {
        return Optional.ofNullable(one(ref).get());
    }

    private Resource<GenericKubernetesResource> one(ResourceRef ref) {
        return client.genericKubernetesResources(SEED_IMAGES)
                .inNamespace(ref.namespace())
                .withName(ref.name());
    }

    private static GenericKubernetesResource resource(ResourceRef ref, Map<String, @Nullable Object> spec) {
        return new GenericKubernetesResourceBuilder()
                .withApiVersion(SeedImageResource.GROUP + "/" + SeedImageResource.VERSION)
                .withKind(SeedImageResource.KIND)
                .withNewMetadata()
                .withNamespace(ref.namespace())
                .withName(ref.name())
                .endMetadata()
                .addToAdditionalProperties("spec", spec)
                .build();
    }
}
