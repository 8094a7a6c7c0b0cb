package io.elemental.seedimage.reconcile.settings;

import io.elemental.seedimage.rules.AllowedSources;
import io.elemental.seedimage.rules.Slots;
import io.elemental.seedimage.rules.proxy.AllowedProxies;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * How images are made, kept and published.
 *
 * @param publicUrl where clients find the download function
 * @param bucket of the installation, the only one that {@code s3://} sources may name
 * @param storeIsPublic whether clients can reach the store; only then images are composed there
 * @param allowedSources which sources SeedImages may name
 * @param privateSources whether web servers at private addresses may be sources of bases
 * @param slots of new bases: length in bytes by name
 * @param registrationRenewal how old a registration's entry gets before it is renewed
 * @param retiredKeptFor how long a superseded image is kept: at least the longest life of a link
 * @param buildRetryAfter how old a failed attempt must be before a new SeedImage causes another one
 * @param composeBudget how long one call may work
 * @param grantValidFor how long a builder's URLs are valid
 * @param builds limits of base builds
 * @param localSources whether web servers at loopback and link-local addresses may be sources too
 * @param retries of builds that the cluster or a busy server ended
 * @param quota what one namespace may take of the store
 * @param proxies through which builders ask for sources
 */
public record ReconcileSettings(
        URI publicUrl,
        String bucket,
        boolean storeIsPublic,
        AllowedSources allowedSources,
        boolean privateSources,
        Map<String, Integer> slots,
        Duration registrationRenewal,
        Duration retiredKeptFor,
        Duration buildRetryAfter,
        Duration composeBudget,
        Duration grantValidFor,
        BuildLimits builds,
        boolean localSources,
        BuildRetries retries,
        NamespaceQuota quota,
        AllowedProxies proxies) {

    public ReconcileSettings {
        slots = Map.copyOf(slots);
    }

    /** Uses defaults for what came last. */
    public ReconcileSettings(
            URI publicUrl,
            String bucket,
            boolean storeIsPublic,
            AllowedSources allowedSources,
            boolean privateSources,
            Map<String, Integer> slots,
            Duration registrationRenewal,
            Duration retiredKeptFor,
            Duration buildRetryAfter,
            Duration composeBudget,
            Duration grantValidFor,
            BuildLimits builds) {
        this(
                publicUrl,
                bucket,
                storeIsPublic,
                allowedSources,
                privateSources,
                slots,
                registrationRenewal,
                retiredKeptFor,
                buildRetryAfter,
                composeBudget,
                grantValidFor,
                builds,
                false,
                BuildRetries.DEFAULT,
                NamespaceQuota.NONE,
                AllowedProxies.NONE);
    }

    /** The same, for one machine alone: sources may lie on it. */
    public ReconcileSettings withLocalSources() {
        return new ReconcileSettings(
                publicUrl,
                bucket,
                storeIsPublic,
                allowedSources,
                true,
                slots,
                registrationRenewal,
                retiredKeptFor,
                buildRetryAfter,
                composeBudget,
                grantValidFor,
                builds,
                true,
                retries,
                quota,
                proxies);
    }

    /** The same, with another quota. */
    public ReconcileSettings withQuota(NamespaceQuota other) {
        return new ReconcileSettings(
                publicUrl,
                bucket,
                storeIsPublic,
                allowedSources,
                privateSources,
                slots,
                registrationRenewal,
                retiredKeptFor,
                buildRetryAfter,
                composeBudget,
                grantValidFor,
                builds,
                localSources,
                retries,
                other,
                proxies);
    }

    /** The same, with other proxies. */
    public ReconcileSettings with(AllowedProxies others) {
        return new ReconcileSettings(
                publicUrl,
                bucket,
                storeIsPublic,
                allowedSources,
                privateSources,
                slots,
                registrationRenewal,
                retiredKeptFor,
                buildRetryAfter,
                composeBudget,
                grantValidFor,
                builds,
                localSources,
                retries,
                quota,
                others);
    }

    /** Uses defaults for settings that are rarely set. */
    public ReconcileSettings(URI publicUrl, String bucket, boolean storeIsPublic, boolean privateSources) {
        this(
                publicUrl,
                bucket,
                storeIsPublic,
                AllowedSources.ALL,
                privateSources,
                Slots.LENGTHS,
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofMinutes(10),
                Duration.ofSeconds(45),
                Duration.ofHours(6),
                BuildLimits.DEFAULT);
    }
}
