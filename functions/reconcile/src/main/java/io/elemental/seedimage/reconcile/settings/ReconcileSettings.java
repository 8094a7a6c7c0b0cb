package io.elemental.seedimage.reconcile.settings;

import io.elemental.seedimage.rules.Slots;
import java.net.URI;
import java.util.Map;

/**
 * How images are made, kept and published.
 *
 * @param publicUrl where clients find the download function
 * @param bucket of the installation, the only one that {@code s3://} sources may name
 * @param storeIsPublic whether clients can reach the store; only then images are composed there
 * @param sources where bases may come from
 * @param slots of new bases: length in bytes by name
 * @param builds limits of base builds
 * @param retries of builds that the cluster or a busy server ended
 * @param quota what one namespace may take of the store
 */
public record ReconcileSettings(
        URI publicUrl,
        String bucket,
        boolean storeIsPublic,
        SourceRules sources,
        Map<String, Integer> slots,
        Timing timing,
        BuildLimits builds,
        BuildRetries retries,
        NamespaceQuota quota) {

    public ReconcileSettings {
        slots = Map.copyOf(slots);
    }

    /** Uses defaults for all that is rarely set. */
    public ReconcileSettings(URI publicUrl, String bucket, boolean storeIsPublic, SourceRules sources) {
        this(
                publicUrl,
                bucket,
                storeIsPublic,
                sources,
                Slots.LENGTHS,
                Timing.DEFAULT,
                BuildLimits.DEFAULT,
                BuildRetries.DEFAULT,
                NamespaceQuota.NONE);
    }
}
