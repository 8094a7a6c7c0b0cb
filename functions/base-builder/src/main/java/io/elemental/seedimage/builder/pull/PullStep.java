package io.elemental.seedimage.builder.pull;

import io.elemental.seedimage.builder.common.Progress;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.Scratch;
import io.elemental.seedimage.builder.common.Timeouts;
import io.elemental.seedimage.builder.registry.Descriptor;
import io.elemental.seedimage.builder.registry.ImageRegistry;
import io.elemental.seedimage.builder.signature.SignatureCheck;
import io.elemental.seedimage.builder.source.Addresses;
import io.elemental.seedimage.builder.source.Fetched;
import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.rules.BuildStep;
import io.elemental.seedimage.rules.ImageReference;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the source out of a registry, unless it is unchanged. Its revision is the digest of the platform's manifest.
 */
public final class PullStep {

    private static final String SHA256 = "sha256:";

    private final GrantDocument grant;
    private final Timeouts timeouts;
    private final Scratch scratch;
    private final Progress progress;

    public PullStep(GrantDocument grant, Timeouts timeouts, Scratch scratch, Progress progress) {
        this.grant = grant;
        this.timeouts = timeouts;
        this.scratch = scratch;
        this.progress = progress;
    }

    /**
     * Pulls it.
     *
     * @param asked how the registry is asked
     */
    public Fetched run(GrantDocument.Registry asked) {
        var image = ImageReference.parse("spec.baseImage", grant.source().url());
        if (!grant.source().allows(image.hostName())) {
            throw new RefusedException("The image %s is on a host that this installation does not allow: %s."
                    .formatted(image.shown(), grant.source().allowedHosts()));
        }
        var known = known();
        if (!known.isEmpty() && known.equals(pinned())) {
            return new Fetched.Unchanged(known);
        }
        try (var registry = new ImageRegistry(image, grant.source(), asked, timeouts, Addresses.of(grant.source()))) {
            var found = new PlatformManifest(registry, image, grant.platform()).find(known);
            return found.isEmpty() ? new Fetched.Unchanged(known) : pull(registry, found.get(), asked.publicKey());
        }
    }

    private Fetched pull(ImageRegistry registry, ResolvedImage image, @Nullable String publicKey) {
        if (!pinned().isEmpty() && !image.digests().contains(pinned())) {
            throw new RefusedException("%s has the digest %s instead of %s."
                    .formatted(registry.shown(), image.digests().getFirst(), pinned()));
        }
        requireSize(registry, image.layers());
        if (publicKey != null) {
            new SignatureCheck(registry, publicKey).require(image.digests());
        }
        try (var meter = progress.begin(BuildStep.FETCH_SOURCE, 0)) {
            var iso = new IsoInImage(registry, scratch, grant.maxSize(), meter::set).pull(image.layers());
            var notes = image.other()
                    .map(other -> "is an image for %s, which is used for %s".formatted(other, grant.platform()));
            return new Fetched.Changed(iso, image.digest(), notes.stream().toList());
        }
    }

    private void requireSize(ImageRegistry registry, List<Descriptor> layers) {
        var size = layers.stream()
                .mapToLong(Descriptor::size)
                .reduce(0, (one, other) -> Long.MAX_VALUE - one < other ? Long.MAX_VALUE : one + other);
        if (size / 2 > grant.maxSize()) {
            throw new RefusedException(
                    ("%s has %s bytes, and " + Scratch.LIMIT).formatted(registry.shown(), size, grant.maxSize()));
        }
    }

    /** What the source must have, as registries write it; empty where nothing is known. */
    private String pinned() {
        var sha256 = grant.source().sha256();
        return sha256 == null ? "" : SHA256 + sha256.toLowerCase(Locale.ROOT);
    }

    private String known() {
        var previous = String.valueOf(grant.previousRevision());
        return previous.startsWith(SHA256) ? previous : "";
    }
}
