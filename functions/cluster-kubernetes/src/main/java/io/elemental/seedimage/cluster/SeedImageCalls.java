package io.elemental.seedimage.cluster;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImage;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The requests about SeedImages; read as JSON trees, since one that no type foresees must not hide the others. */
final class SeedImageCalls {

    /** So few at once that a page of SeedImages with large cloud-configs still fits into a small process. */
    private static final long PAGE = 100;

    static final ResourceDefinitionContext SEED_IMAGES = new ResourceDefinitionContext.Builder()
            .withGroup(SeedImageResource.GROUP)
            .withVersion(SeedImageResource.VERSION)
            .withKind(SeedImageResource.KIND)
            .withPlural("seedimages")
            .withNamespaced(true)
            .build();

    private final KubernetesClient client;
    private final String manager;

    /** @param manager who fields of the status belong to */
    SeedImageCalls(KubernetesClient client, String manager) {
        this.client = client;
        this.manager = manager;
    }

    @Nullable GenericKubernetesResource get(ResourceRef ref) {
        return one(ref).get();
    }

    GenericKubernetesResourceList page(@Nullable String from) {
        return seedImages()
                .inAnyNamespace()
                .list(new ListOptionsBuilder()
                        .withLimit(PAGE)
                        .withContinue(from)
                        .build());
    }

    List<GenericKubernetesResource> of(ResourceRef registration) {
        return seedImages()
                .inNamespace(registration.namespace())
                .withField(SeedImageResource.REGISTRATION.substring(1), registration.name())
                .list()
                .getItems();
    }

    GenericKubernetesResource applyStatus(SeedImage seedImage, StatusFields status) {
        var applied = new GenericKubernetesResourceBuilder()
                .withApiVersion(SeedImageResource.GROUP + "/" + SeedImageResource.VERSION)
                .withKind(SeedImageResource.KIND)
                .withNewMetadata()
                .withNamespace(seedImage.ref().namespace())
                .withName(seedImage.ref().name())
                .withUid(seedImage.uid())
                .endMetadata()
                .addToAdditionalProperties("status", Serialization.unmarshal(Serialization.asJson(status), Map.class))
                .build();
        var context = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(true)
                .build();
        return one(seedImage.ref()).subresource("status").patch(context, Serialization.asJson(applied));
    }

    GenericKubernetesResource acknowledgeRetrigger(SeedImage seedImage) {
        var patch = List.of(
                Map.of("op", "test", "path", "/metadata/uid", "value", seedImage.uid()),
                Map.of("op", "test", "path", "/spec/retriggerBuild", "value", true),
                Map.of("op", "replace", "path", "/spec/retriggerBuild", "value", false));
        return one(seedImage.ref()).patch(PatchContext.of(PatchType.JSON), Serialization.asJson(patch));
    }

    private Resource<GenericKubernetesResource> one(ResourceRef ref) {
        return seedImages().inNamespace(ref.namespace()).withName(ref.name());
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            seedImages() {
        return client.genericKubernetesResources(SEED_IMAGES);
    }
}
