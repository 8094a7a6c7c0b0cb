package io.elemental.seedimage.cluster;

import io.elemental.seedimage.cluster.resources.SeedImageResource;
import io.elemental.seedimage.rules.cluster.Announcement;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes announcements as Events, which {@code kubectl describe} shows. */
final class KubernetesEvents {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesEvents.class);
    private static final int LONGEST_MESSAGE = 1024;

    private final KubernetesClient client;
    private final String component;
    private final InstantSource clock;

    KubernetesEvents(KubernetesClient client, String component, InstantSource clock) {
        this.client = client;
        this.component = component;
        this.clock = clock;
    }

    /** Writes an Event. A failure is logged and causes no retry. */
    void tell(SeedImage seedImage, Announcement announcement) {
        var ref = seedImage.ref();
        tell(
                new ObjectReferenceBuilder()
                        .withApiVersion(SeedImageResource.GROUP + "/" + SeedImageResource.VERSION)
                        .withKind(SeedImageResource.KIND)
                        .withNamespace(ref.namespace())
                        .withName(ref.name())
                        .withUid(seedImage.uid())
                        .build(),
                announcement);
    }

    /** The same about any object of a namespace. */
    void tell(ObjectReference about, Announcement announcement) {
        try {
            create(about, announcement);
        } catch (KubernetesClientException e) {
            LOG.atWarn()
                    .addKeyValue("object", about.getNamespace() + "/" + about.getName())
                    .addKeyValue("status", e.getCode())
                    .log("no Event could be written");
        }
    }

    private void create(ObjectReference about, Announcement announcement) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        var message = announcement.message();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(about.getName() + ".")
                .withNamespace(about.getNamespace())
                .endMetadata()
                .withInvolvedObject(about)
                .withType(announcement.warning() ? "Warning" : "Normal")
                .withReason(announcement.reason())
                .withMessage(message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) : message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withReportingComponent(component)
                .withReportingInstance(component)
                .withNewSource()
                .withComponent(component)
                .endSource()
                .build();
        var _ = client.v1()
                .events()
                .inNamespace(about.getNamespace())
                .resource(event)
                .create();
    }
}
