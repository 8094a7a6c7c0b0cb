package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.ClusterCalls.calling;

import io.elemental.seedimage.rules.Announcement;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.SeedImage;
import io.elemental.seedimage.rules.SeedImageStatus;
import io.elemental.seedimage.rules.SeedImages;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SeedImages of a cluster. */
public final class KubernetesSeedImages implements SeedImages {

    private static final String MANAGER = "seedimage-reconciler";

    private static final Set<Integer> GONE = Set.of(404);

    /** Gone, another one by now, or changed meanwhile: there is nothing to set back. */
    private static final Set<Integer> NO_LONGER_ASKED = Set.of(404, 409, 422);

    private final SeedImageCalls calls;
    private final KubernetesEvents events;

    /** @param clock for Events */
    public KubernetesSeedImages(KubernetesClient client, InstantSource clock) {
        this.calls = new SeedImageCalls(client, MANAGER);
        this.events = new KubernetesEvents(client, MANAGER, clock);
    }

    @Override
    public Optional<SeedImage> find(ResourceRef ref) {
        return resource(ref).map(SeedImageReading::read);
    }

    @Override
    public Stream<SeedImage> all() {
        return Stream.iterate(Optional.of(page(null)), Optional::isPresent, page -> page.flatMap(this::next))
                .flatMap(page -> page.stream().flatMap(list -> list.getItems().stream()))
                .map(SeedImageReading::read);
    }

    @Override
    public List<ResourceRef> of(ResourceRef registration) {
        return calling(
                "list SeedImages of ElementalRegistration " + registration,
                () -> calls.of(registration).stream()
                        .map(resource ->
                                registration.sibling(resource.getMetadata().getName()))
                        .toList());
    }

    @Override
    public void report(SeedImage seedImage, SeedImageStatus status) {
        var now = resource(seedImage.ref())
                .filter(resource -> resource.getMetadata().getUid().equals(seedImage.uid()));
        var after = StatusFields.of(status);
        if (now.isEmpty()
                || now.flatMap(StatusFields::read).filter(after::equals).isPresent()) {
            return;
        }
        var written = writing(
                "apply the status of SeedImage " + seedImage.ref(), GONE, () -> calls.applyStatus(seedImage, after));
        if (written) {
            var before = now.flatMap(StatusFields::read)
                    .map(StatusFields::toldConditions)
                    .orElse(List.of());
            Announcement.of(before, status.conditions()).ifPresent(told -> events.tell(seedImage, told));
        }
    }

    @Override
    public void acknowledgeRetrigger(SeedImage seedImage) {
        var _ = writing(
                "patch retriggerBuild of SeedImage " + seedImage.ref(),
                NO_LONGER_ASKED,
                () -> calls.acknowledgeRetrigger(seedImage));
    }

    private Optional<GenericKubernetesResource> resource(ResourceRef ref) {
        return calling("get SeedImage " + ref, () -> Optional.ofNullable(calls.get(ref)));
    }

    private GenericKubernetesResourceList page(@Nullable String from) {
        return calling("list SeedImages", () -> calls.page(from));
    }

    private Optional<GenericKubernetesResourceList> next(GenericKubernetesResourceList page) {
        return Optional.ofNullable(page.getMetadata().getContinue())
                .filter(token -> !token.isEmpty())
                .map(this::page);
    }

    private static boolean writing(String action, Set<Integer> harmless, Supplier<?> call) {
        return calling(action, () -> {
            try {
                var _ = call.get();
                return true;
            } catch (KubernetesClientException e) {
                if (harmless.contains(e.getCode())) {
                    return false;
                }
                throw e;
            }
        });
    }
}
