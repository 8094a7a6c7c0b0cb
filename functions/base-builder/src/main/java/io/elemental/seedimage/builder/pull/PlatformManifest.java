package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.registry.AbsentException;
import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.builder.registry.Json;
import io.elemental.seedimage.builder.registry.Manifest;
import io.elemental.seedimage.rules.ImageReference;
import io.elemental.seedimage.rules.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds what an image's reference means for one platform. */
final class PlatformManifest {

    /** An index may name others, but who would make more of them. */
    private static final int DEEPEST = 3;

    private static final int SHOWN = 10;

    /** As tools mark what only tells something of an image. */
    private static final String NOTHING_TO_RUN = "unknown/unknown";

    /** In bytes; those of tools have some thousand. */
    private static final int MAX_CONFIG = 1 << 20;

    private final ImageRegistry registry;
    private final ImageReference image;
    private final String platform;

    /**
     * What an image means for a platform.
     *
     * @param platform as in "linux/amd64"
     */
    PlatformManifest(ImageRegistry registry, ImageReference image, String platform) {
        this.registry = registry;
        this.image = image;
        this.platform = platform;
    }

    /**
     * Asks the registry.
     *
     * @param known digest of the platform's manifest that was found before; empty: none
     * @return empty where it is the same
     */
    Optional<ResolvedImage> find(String known) {
        try {
            return find(image.wanted(), false, known, new ArrayList<>());
        } catch (AbsentException e) {
            throw new RefusedException(e.getMessage());
        }
    }

    /** @param chosen whether an index says that the name is for the platform */
    private Optional<ResolvedImage> find(String name, boolean chosen, String known, List<String> way) {
        if (name.equals(known)) {
            return Optional.empty();
        }
        if (way.contains(name) || way.size() > DEEPEST) {
            throw new RefusedException("%s is an index of indexes without an end, or of more than %s."
                    .formatted(registry.shown(), DEEPEST));
        }
        var found = registry.manifest(name, known);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        way.add(found.get().digest());
        return switch (found.get().manifest()) {
            case Manifest.Image(var layers, var config) ->
                Optional.of(new ResolvedImage(
                        List.copyOf(way), layers, config.filter(_ -> !chosen).flatMap(this::other)));
            case Manifest.Index index -> {
                var next = choose(index);
                yield find(next.digest(), next.platform().isPresent(), known, way);
            }
        };
    }

    /**
     * An image that is alone is taken for every platform, as other tools do: whoever packs an ISO may do it elsewhere.
     * Of platforms that nobody could ask for, and without what it says, nothing is known.
     */
    private Optional<String> other(Descriptor config) {
        if (config.size() > MAX_CONFIG) {
            return Optional.empty();
        }
        try {
            return Json.object(registry.blob(config, MAX_CONFIG))
                    .flatMap(Descriptor::platform)
                    .flatMap(Platform::parse)
                    .map(Platform::word)
                    .filter(said -> !said.equals(platform));
        } catch (AbsentException _) {
            return Optional.empty();
        }
    }

    /** Of several variants, the one that is none: every machine of the platform can run it. */
    private Descriptor choose(Manifest.Index index) {
        var manifests = index.manifests().stream()
                .filter(manifest ->
                        manifest.platform().filter(NOTHING_TO_RUN::equals).isEmpty())
                .toList();
        if (manifests.size() == 1
                && manifests.getFirst().platform().isEmpty()
                && index.unread().isEmpty()) {
            return manifests.getFirst();
        }
        var exact = like(manifests, platform::equals);
        if (exact.isEmpty() && index.unread().isPresent()) {
            // it may be the one that is wanted
            throw new RefusedException(index.unread().get());
        }
        return exact.or(() -> like(manifests, found -> found.startsWith(platform + "/")))
                .orElseThrow(() -> new RefusedException("%s is not there for %s; it is for %s."
                        .formatted(registry.shown(), platform, platforms(manifests))));
    }

    private static Optional<Descriptor> like(List<Descriptor> manifests, Predicate<String> wanted) {
        return manifests.stream()
                .filter(manifest -> manifest.platform().filter(wanted).isPresent())
                .findFirst();
    }

    private static String platforms(List<Descriptor> manifests) {
        var all = manifests.stream()
                .flatMap(manifest -> manifest.platform().stream())
                .distinct()
                .sorted()
                .limit(SHOWN)
                .toList();
        return all.isEmpty() ? "none" : String.join(", ", all);
    }
}
