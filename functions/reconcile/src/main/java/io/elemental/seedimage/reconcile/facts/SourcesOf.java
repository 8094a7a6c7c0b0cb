package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.format.SourceId;
import io.elemental.seedimage.reconcile.settings.ReconcileSettings;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseAccess;
import io.elemental.seedimage.rules.base.BaseKey;
import io.elemental.seedimage.rules.base.BaseSpec;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes the ids of a SeedImage's sources. */
public final class SourcesOf {

    private final ReconcileSettings settings;

    public SourcesOf(ReconcileSettings settings) {
        this.settings = settings;
    }

    /** None of a variant whose base is not allowed. */
    public Set<String> ids(SeedImage seedImage) {
        return seedImage.variants().stream()
                .flatMap(variant -> from(seedImage, variant).map(from -> id(from, variant, seedImage)).stream())
                .collect(Collectors.toSet());
    }

    /** Where a variant's base comes from; empty where that is not allowed, as the status then says. */
    Optional<BaseSource> from(SeedImage seedImage, Variant variant) {
        try {
            return Optional.of(parse(seedImage, variant));
        } catch (InvalidInputException _) {
            return Optional.empty();
        }
    }

    /** The same; {@link InvalidInputException} with one sentence where it is not allowed. */
    public BaseSource require(SeedImage seedImage, Variant variant) {
        var base = seedImage.base(variant);
        var from = parse(seedImage, variant);
        base.access().require(from);
        settings.sources().allowed().require(from);
        var _ = settings.sources().proxies().rules(base.access().proxy());
        return from;
    }

    private BaseSource parse(SeedImage seedImage, Variant variant) {
        return BaseSource.parse(seedImage.base(variant).image(), seedImage.ref().namespace(), settings.bucket());
    }

    public String id(BaseSource from, Variant variant, SeedImage seedImage) {
        return SourceId.of(
                from.canonical(),
                variant.platform().word(),
                variant.type().word(),
                settings.slots(),
                scope(seedImage, variant),
                conditions(seedImage.base(variant)));
    }

    private static List<String> conditions(BaseSpec base) {
        var access = base.access();
        return Stream.of(
                        base.digest().map("sha256:"::concat),
                        access.proxy().map("proxy:"::concat),
                        access.pullSecret().map("secret:"::concat),
                        access.authorities().map("ca:"::concat),
                        access.key().map(SourcesOf::condition))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String condition(BaseKey key) {
        return switch (key) {
            case BaseKey.Given(var pem) -> "key:" + pem;
            case BaseKey.InSecret(var secret) -> "key secret:" + secret;
        };
    }

    /**
     * The namespace of a SeedImage that says how its source is reached: what it reaches so is for its namespace alone.
     */
    static @Nullable String scope(SeedImage seedImage, Variant variant) {
        return seedImage.base(variant).access().isOwn() ? seedImage.ref().namespace() : null;
    }

    /** What a source's document says of it. */
    static SourceDocument.@Nullable Access access(BaseAccess access) {
        return access.pullSecret().isEmpty()
                        && access.authorities().isEmpty()
                        && access.key().isEmpty()
                ? null
                : new SourceDocument.Access(
                        access.pullSecret().orElse(null),
                        access.authorities().orElse(null),
                        access.key()
                                .map(key -> key instanceof BaseKey.InSecret(var name) ? name : null)
                                .orElse(null),
                        access.key()
                                .map(key -> key instanceof BaseKey.Given(var pem) ? pem : null)
                                .orElse(null));
    }
}
