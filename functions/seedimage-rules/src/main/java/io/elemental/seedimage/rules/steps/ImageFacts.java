package io.elemental.seedimage.rules.steps;

import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that counts for one image of a SeedImage, but for its base.
 *
 * @param inherited the SeedImage is younger than the newest attempt's failure, which so was not for its sake
 * @param newGeneration the catalog does not know this generation of the SeedImage yet; so with every new SeedImage
 * @param newerBaseAsked the SeedImage asks for a newer base once: by retriggering
 * @param everNewerBase the SeedImage asks for a newer base with every generation
 * @param published what the catalog says of the image
 * @param source what is known of the base's source
 * @param composedWanted the image is to lie in the store as one object
 */
public record ImageFacts(
        boolean inherited,
        boolean newGeneration,
        boolean newerBaseAsked,
        boolean everNewerBase,
        Optional<CatalogVariant> published,
        SourceFacts source,
        boolean composedWanted) {

    /**
     * What is known of a base's source.
     *
     * @param attempt number of the newest attempt to build a base; 0 before the first
     * @param ended whether that attempt's end is recorded
     * @param failedAt when the newest attempt failed, if it did
     * @param failure one sentence why; empty if it did not
     * @param againAt when another attempt is due whoever asks, if the failure says nothing of the source
     * @param build what became of the newest attempt's builder, as long as its end is not recorded
     * @param progressKey what the catalog says of images that wait for the newest attempt
     */
    public record SourceFacts(
            int attempt,
            boolean ended,
            Optional<Instant> failedAt,
            String failure,
            Optional<Instant> againAt,
            BuildState build,
            String progressKey) {}

    /**
     * What is known of the newest base that is there.
     *
     * @param identity of the image on it
     * @param unfit one sentence why it is none for this SeedImage, though it may be for others
     */
    public record BaseFacts(String identity, Optional<String> unfit) {}

    /** When the clock makes another attempt due: for an image without a base that only inherited the failure. */
    public Optional<Instant> retryAt(Duration retryAfter) {
        return source.failedAt().filter(_ -> inherited && !awaited()).map(at -> at.plus(retryAfter));
    }

    /** Whether the catalog says that the image waits for the newest attempt. */
    public boolean awaited() {
        return published
                .filter(image -> image instanceof CatalogVariant.Preparing preparing
                        && source.progressKey().equals(preparing.progress()))
                .isPresent();
    }

    /** Whether the catalog says that the image failed for the very reason that the newest attempt did. */
    boolean failedBefore() {
        return published
                .filter(image -> image instanceof CatalogVariant.Failed failed
                        && source.failure().equals(failed.sentence()))
                .isPresent();
    }

    /** What the catalog says of the image of this identity, if it says that it is ready. */
    public Optional<CatalogVariant.Ready> ready(String identity) {
        return published
                .flatMap(CatalogVariant::ready)
                .filter(image -> image.identity().equals(identity));
    }
}
