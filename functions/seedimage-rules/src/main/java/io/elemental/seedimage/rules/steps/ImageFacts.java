package io.elemental.seedimage.rules.steps;

import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.BuildState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that counts for one image of a SeedImage.
 *
 * @param refusal one sentence why it can never be made of this SeedImage and registration
 * @param inherited the SeedImage is younger than the newest attempt's failure, which so was not for its sake
 * @param newGeneration the catalog does not know this generation of the SeedImage yet; so with every new SeedImage
 * @param newerBaseAsked the SeedImage asks for a newer base once: by retriggering
 * @param everNewerBase the SeedImage asks for a newer base with every generation
 * @param published what the catalog says of the image
 * @param source what is known of the base's source
 * @param identity of the image on the newest base; empty while there is no base
 * @param unfit one sentence why the base that is there is none for this SeedImage, though it may be for others
 * @param composedWanted the image is to lie in the store as one object
 */
public record ImageFacts(
        Optional<String> refusal,
        boolean inherited,
        boolean newGeneration,
        boolean newerBaseAsked,
        boolean everNewerBase,
        Optional<CatalogVariant> published,
        SourceFacts source,
        Optional<String> identity,
        Optional<String> unfit,
        boolean composedWanted) {

    /**
     * What is known of a base's source.
     *
     * @param attempt number of the newest attempt to build a base; 0 before the first
     * @param ended whether that attempt's end is recorded
     * @param failedAt when the newest attempt failed, if it did
     * @param failure one sentence why; empty if it did not
     * @param build what became of the newest attempt's builder, as long as its end is not recorded
     * @param progressKey what the catalog says of images that wait for the newest attempt
     */
    public record SourceFacts(
            int attempt,
            boolean ended,
            Optional<Instant> failedAt,
            String failure,
            BuildState build,
            String progressKey) {}

    /** When the clock makes another attempt due: for one that only inherited the failure. */
    public Optional<Instant> retryAt(Duration retryAfter) {
        return source.failedAt()
                .filter(_ -> inherited && !baseThere() && !awaited())
                .map(at -> at.plus(retryAfter));
    }

    boolean baseThere() {
        return identity.isPresent();
    }

    /** Whether the catalog says that the image waits for the newest attempt. */
    boolean awaited() {
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

    /** What the catalog says of the very image that is wanted, if it says that it is ready. */
    public Optional<CatalogVariant.Ready> ready() {
        return published
                .flatMap(CatalogVariant::ready)
                .filter(image -> identity.filter(image.identity()::equals).isPresent());
    }
}
