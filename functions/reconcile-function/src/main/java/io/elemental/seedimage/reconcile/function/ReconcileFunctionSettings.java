package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.cluster.builds.BaseBuildSettings;
import io.elemental.seedimage.reconcile.settings.BuildLimits;
import io.elemental.seedimage.reconcile.settings.BuildRetries;
import io.elemental.seedimage.reconcile.settings.NamespaceQuota;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.reconcile.settings.SourceRules;
import io.elemental.seedimage.reconcile.settings.SweepSettings;
import io.elemental.seedimage.reconcile.settings.Timing;
import io.elemental.seedimage.rules.AllowedSources;
import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Slots;
import io.elemental.seedimage.rules.base.RegistryRules;
import io.elemental.seedimage.rules.proxy.AllowedProxies;
import io.elemental.seedimage.runtime.ListenAt;
import io.elemental.seedimage.runtime.Variables;
import io.elemental.seedimage.store.S3Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the function: where it listens, and how it makes, keeps and removes images.
 *
 * @param storeCheckAfter how long what was found of the store counts
 * @param sweepAtStart whether the function sweeps once when it starts
 * @param usualPlatform the platform of SeedImages that name none
 * @param adopt the cluster whose prefix may be taken over, once; empty: none
 */
record ReconcileFunctionSettings(
        ListenAt listenAt,
        S3Settings store,
        ReconcileSettings reconcile,
        SweepSettings sweep,
        BaseBuildSettings builds,
        EventSenders senders,
        GrantSettings grants,
        Duration storeCheckAfter,
        boolean sweepAtStart,
        String adopt,
        Platform usualPlatform) {

    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Set<String> SCHEMES = Set.of("http", "https", "oci", "s3");

    ReconcileFunctionSettings {
        atMost(
                "SEEDIMAGE_RECONCILE_RETIRED_KEPT_FOR",
                reconcile.timing().retiredKeptFor(),
                "SEEDIMAGE_SWEEP_BASE_RETENTION",
                sweep.baseRetention());
        atMost(
                "SEEDIMAGE_BUILDER_DEADLINE",
                builds.deadline(),
                "SEEDIMAGE_RECONCILE_GRANT_VALID_FOR",
                reconcile.timing().grantValidFor());
    }

    /** Reads PORT, SERVER_ADDRESS, and the variables that begin with SEEDIMAGE_. */
    static ReconcileFunctionSettings fromEnvironment(Map<String, String> environment) {
        var variables = new Variables(environment);
        var store = S3Settings.fromEnvironment(environment);
        return new ReconcileFunctionSettings(
                ListenAt.of(variables),
                store,
                reconcile(variables, store),
                sweep(variables, SweepSettings.DEFAULT),
                new BaseBuildSettings(
                        variables.required("SEEDIMAGE_RECONCILE_NAMESPACE", "seedimage-system"),
                        variables.required("SEEDIMAGE_BUILDER_IMAGE", "registry.example/base-builder@sha256:..."),
                        null,
                        variables.duration("SEEDIMAGE_BUILDER_DEADLINE", "5h", "1m", "7d"),
                        variables.size("SEEDIMAGE_BUILDER_MEMORY", "512MB"),
                        250,
                        variables.number("SEEDIMAGE_BUILDER_CPU", 2, 1, 64) * 1000,
                        priorityClass(variables)),
                EventSenders.of(variables),
                GrantSettings.of(variables),
                variables.duration("SEEDIMAGE_RECONCILE_STORE_CHECK_AFTER", "1d", "1m", "30d"),
                variables.flag("SEEDIMAGE_SWEEP_AT_START", true),
                adopt(variables),
                usualPlatform(variables));
    }

    private static Platform usualPlatform(Variables variables) {
        var word = variables.text("SEEDIMAGE_DEFAULT_PLATFORM", Platform.LINUX_AMD64.word());
        return Platform.parse(word)
                .orElseThrow(() -> new InvalidInputException(
                        "SEEDIMAGE_DEFAULT_PLATFORM '%s' is neither linux/amd64 nor linux/arm64"
                                .formatted(Excerpt.of(word))));
    }

    private static String adopt(Variables variables) {
        var uid = variables.text("SEEDIMAGE_INSTALLATION_ADOPT", "");
        if (!uid.isEmpty() && !UID.matcher(uid).matches()) {
            throw new InvalidInputException(
                    "SEEDIMAGE_INSTALLATION_ADOPT '%s' is not the uid of a namespace, such as %s"
                            .formatted(Excerpt.of(uid), "6f0e2f0c-6f0a-4f5e-9a51-0d6b8b2d1c11"));
        }
        return uid;
    }

    private static SweepSettings sweep(Variables variables, SweepSettings usual) {
        return new SweepSettings(
                variables.duration("SEEDIMAGE_SWEEP_SLICE", usual.slice(), "1s", "10m"),
                variables.duration("SEEDIMAGE_SWEEP_GRACE", usual.grace(), "1s", "30d"),
                variables.duration("SEEDIMAGE_SWEEP_BASE_RETENTION", usual.baseRetention(), "1s", "3650d"),
                variables.size("SEEDIMAGE_SWEEP_CACHE_LIMIT", usual.cacheLimit() + "B"),
                variables.duration("SEEDIMAGE_SWEEP_LEAST_INTERVAL", usual.leastInterval(), "0s", "1h"));
    }

    private static ReconcileSettings reconcile(Variables variables, S3Settings store) {
        return new ReconcileSettings(
                variables.url("SEEDIMAGE_PUBLIC_URL", "https://elemental.example"),
                store.bucket(),
                !variables.text("SEEDIMAGE_S3_PUBLIC_ENDPOINT", "").isEmpty(),
                new SourceRules(
                        sources(variables),
                        variables.flag("SEEDIMAGE_RECONCILE_PRIVATE_SOURCES", false),
                        false,
                        AllowedProxies.fromEnvironment(variables.environment()),
                        RegistryRules.fromEnvironment(variables.environment()),
                        SourceAuthorities.of(variables)),
                Slots.LENGTHS,
                timing(variables, Timing.DEFAULT),
                limits(variables, BuildLimits.DEFAULT),
                retries(variables, BuildRetries.DEFAULT),
                new NamespaceQuota(
                        variables.number("SEEDIMAGE_QUOTA_BASES", 0, 0, 100_000),
                        variables.size("SEEDIMAGE_QUOTA_BYTES", "0B")));
    }

    private static Timing timing(Variables variables, Timing usual) {
        return new Timing(
                variables.duration("SEEDIMAGE_RECONCILE_REGISTRATION_RENEWAL", usual.registrationRenewal(), "1s", "1d"),
                variables.duration("SEEDIMAGE_RECONCILE_RETIRED_KEPT_FOR", usual.retiredKeptFor(), "1s", "7d"),
                variables.duration("SEEDIMAGE_RECONCILE_BUILD_RETRY_AFTER", usual.buildRetryAfter(), "1s", "30d"),
                variables.duration("SEEDIMAGE_RECONCILE_BUDGET", usual.composeBudget(), "1s", "10m"),
                variables.duration("SEEDIMAGE_RECONCILE_GRANT_VALID_FOR", usual.grantValidFor(), "2m", "7d"));
    }

    private static BuildRetries retries(Variables variables, BuildRetries usual) {
        return new BuildRetries(
                variables.duration("SEEDIMAGE_RECONCILE_BUILD_AGAIN_AFTER", usual.first(), "1s", "1d"),
                variables.duration("SEEDIMAGE_RECONCILE_BUILD_AGAIN_AFTER_AT_MOST", usual.longest(), "1s", "30d"));
    }

    private static BuildLimits limits(Variables variables, BuildLimits usual) {
        var atOnce = variables.number("SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE", usual.atOnce(), 1, 1000);
        var perNamespace = variables.number(
                "SEEDIMAGE_RECONCILE_BUILDS_AT_ONCE_PER_NAMESPACE",
                Math.min(usual.atOncePerNamespace(), atOnce),
                1,
                atOnce);
        var maxSize = variables.size("SEEDIMAGE_BUILDER_MAX_SIZE", usual.maxSize() + "B", "1MB", "1TB");
        return new BuildLimits(maxSize, atOnce, perNamespace);
    }

    private static @Nullable String priorityClass(Variables variables) {
        var name = variables.text("SEEDIMAGE_BUILDER_PRIORITY_CLASS", "");
        return name.isEmpty() ? null : name;
    }

    private static AllowedSources sources(Variables variables) {
        var schemes = variables.words("SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES", "http,https,oci,s3");
        if (schemes.isEmpty() || !SCHEMES.containsAll(schemes)) {
            throw new InvalidInputException(
                    "SEEDIMAGE_RECONCILE_ALLOWED_SCHEMES '%s' names others than http, https, oci and s3"
                            .formatted(String.join(",", schemes)));
        }
        return new AllowedSources(schemes, variables.words("SEEDIMAGE_RECONCILE_ALLOWED_HOSTS", ""));
    }

    private static void atMost(String name, Duration value, String limitName, Duration limit) {
        if (value.compareTo(limit) > 0) {
            throw new InvalidInputException(
                    "%s is %s; it can be %s at most, which is %s".formatted(name, value, limit, limitName));
        }
    }
}
