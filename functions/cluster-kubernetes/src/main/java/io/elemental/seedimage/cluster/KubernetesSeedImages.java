package io.elemental.seedimage.cluster;

import static io.elemental.seedimage.cluster.api.ClusterCalls.calling;

import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.cluster.resources.JsonFields;
import io.elemental.seedimage.cluster.resources.SeedImageReading;
import io.elemental.seedimage.cluster.resources.StatusFields;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Announcement;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The SeedImages of a cluster. */
public final class KubernetesSeedImages implements SeedImages {

    private static final String MANAGER = "seedimage-reconciler";

    private static final Set<Integer> GONE = Set.of(404);

    /** HTTP statuses for a SeedImage that is gone, replaced or changed: there is nothing to reset. */
    private static final Set<Integer> NO_LONGER_ASKED = Set.of(404, 409, 422);

    private final Platform usual;
    private final SeedImageCalls calls;
    private final KubernetesEvents events;

    /** Those that name no platform are for linux/amd64. */
    public KubernetesSeedImages(KubernetesClient client, InstantSource clock) {
        this(client, clock, Platform.LINUX_AMD64);
    }

    /**
     * With another platform.
     *
     * @param clock for Events
     * @param usual the platform of SeedImages that name none
     */
    public KubernetesSeedImages(KubernetesClient client, InstantSource clock, Platform usual) {
        this.usual = usual;
        this.calls = new SeedImageCalls(client, MANAGER);
        this.events = new KubernetesEvents(client, MANAGER, clock);
    }

    @Override
    public Optional<SeedImage> find(ResourceRef ref) {
        return calling("get SeedImage " + ref, () -> calls.get(ref)).map(this::read);
    }

    private SeedImage read(ReadObject resource) {
        return SeedImageReading.read(resource, usual);
    }

    @Override
    public Stream<SeedImage> all() {
        return pages("list SeedImages", from -> calls.page(this::read, from));
    }

    @Override
    public Stream<ResourceRef> refs() {
        return pages("list SeedImages", calls::refs);
    }

    @Override
    public List<ResourceRef> of(ResourceRef registration) {
        var action = "list SeedImages of ElementalRegistration " + registration;
        return pages(action, from -> calls.refsOf(registration, from)).toList();
    }

    @Override
    public void report(SeedImage seedImage, SeedImageStatus status) {
        var now = calling("get SeedImage " + seedImage.ref(), () -> calls.status(seedImage.ref()))
                .filter(resource -> isOf(resource, seedImage));
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
            var warned = now.flatMap(StatusFields::read)
                    .map(StatusFields::toldWarnings)
                    .orElse(List.of());
            Announcement.ofWarnings(warned, after.toldWarnings()).forEach(told -> events.tell(seedImage, told));
        }
    }

    @Override
    public void acknowledgeRetrigger(SeedImage seedImage) {
        var _ = writing(
                "patch retriggerBuild of SeedImage " + seedImage.ref(),
                NO_LONGER_ASKED,
                () -> calls.acknowledgeRetrigger(seedImage));
    }

    private static boolean isOf(ReadObject resource, SeedImage seedImage) {
        var uid = new JsonFields("", resource.values()).object("metadata").text("uid");
        return uid.equals(Optional.of(seedImage.uid()));
    }

    /** One page after the other, as far as they are asked for; the first at once. */
    private static <T> Stream<T> pages(String action, Function<String, SeedImageCalls.Page<T>> page) {
        var first = calling(action, () -> page.apply(""));
        return Stream.iterate(
                        Optional.of(first),
                        Optional::isPresent,
                        now -> now.map(SeedImageCalls.Page::next)
                                .filter(token -> !token.isEmpty())
                                .map(token -> calling(action, () -> page.apply(token))))
                .flatMap(now -> now.stream().flatMap(read -> read.items().stream()));
    }

    private static boolean writing(String action, Set<Integer> harmless, Runnable call) {
        return calling(action, () -> {
            try {
                call.run();
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
