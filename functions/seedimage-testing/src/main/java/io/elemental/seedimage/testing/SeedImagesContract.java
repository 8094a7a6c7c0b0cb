package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.SeedImages;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What all {@link SeedImages} must do. */
public interface SeedImagesContract {

    Instant EXPIRY = Instant.parse("2030-01-31T12:00:00.123456789Z");

    SeedImages seedImages();

    /**
     * Creates a SeedImage with its namespace where there is none of that name; uid, generation and time are its own.
     */
    void create(SeedImage seedImage);

    void remove(ResourceRef ref);

    /** Another one after each write. */
    String version(ResourceRef ref);

    @Test
    default void findsNothingOfTheUnknown() {
        assertThat(seedImages().find(someRef())).isEmpty();
    }

    @Test
    default void findsWhatIsThere() {
        var wish = wish(someRef(), "rack", false);

        create(wish);

        var found = find(wish.ref());
        assertThat(found)
                .usingRecursiveComparison()
                .ignoringFields("uid", "createdAt")
                .isEqualTo(wish);
        assertThat(found.cloudConfig()).isEqualTo(wish.cloudConfig());
        assertThat(found.uid()).isNotBlank();
        assertThat(found.createdAt()).isAfter(Instant.EPOCH);
    }

    @Test
    default void givesAllInTheOrderOfTheirNames() {
        var namespace = someRef().namespace();
        var ordered = List.of(
                new ResourceRef(namespace + "-a", "seed"), // a hyphen comes before a slash
                new ResourceRef(namespace, "a"),
                new ResourceRef(namespace, "a-b"),
                new ResourceRef(namespace, "a.b"),
                new ResourceRef(namespace, "ab"),
                new ResourceRef(namespace + "0", "a"));
        ordered.reversed().forEach(ref -> create(wish(ref, "rack", false)));

        try (var all = seedImages().all()) {
            assertThat(all.map(SeedImage::ref)
                            .filter(ref -> ref.namespace().startsWith(namespace))
                            .toList())
                    .isEqualTo(ordered);
        }
    }

    @Test
    default void findsThoseOfARegistration() {
        var ref = someRef();
        create(wish(ref, "rack", false));
        create(wish(ref.sibling("second"), "rack", false));
        create(wish(ref.sibling("third"), "rack-2", false));
        create(wish(new ResourceRef(ref.namespace() + "-other", "fourth"), "rack", false));

        assertThat(seedImages().of(ref.sibling("rack"))).containsExactlyInAnyOrder(ref, ref.sibling("second"));
        assertThat(seedImages().of(ref.sibling("rack-3"))).isEmpty();
    }

    @Test
    default void writesAStatusOnce() {
        var seedImage = created(false);
        var before = version(seedImage.ref());

        seedImages().report(seedImage, status(seedImage.generation(), "True"));
        var written = version(seedImage.ref());
        seedImages().report(seedImage, status(seedImage.generation(), "True"));

        assertThat(written).isNotEqualTo(before);
        assertThat(version(seedImage.ref())).isEqualTo(written);

        seedImages().report(seedImage, status(seedImage.generation(), "False"));

        assertThat(version(seedImage.ref())).isNotEqualTo(written);
    }

    @Test
    default void aStatusIsNoChangeOfTheSpec() {
        var seedImage = created(false);

        seedImages().report(seedImage, status(seedImage.generation(), "True"));

        assertThat(find(seedImage.ref()).generation()).isEqualTo(seedImage.generation());
    }

    @Test
    default void knowsWhenItWasCompleted() {
        var seedImage = created(false);

        seedImages().report(seedImage, status(seedImage.generation(), "True"));

        assertThat(find(seedImage.ref()).completedAt())
                .hasValue(EXPIRY.minus(seedImage.lifetime().orElseThrow()));
    }

    @Test
    default void aStatusOfAnotherGenerationIsNoCompletion() {
        var seedImage = created(false);

        seedImages().report(seedImage, status(seedImage.generation() - 1, "True"));

        assertThat(find(seedImage.ref()).completedAt()).isEmpty();
    }

    @Test
    default void writesNothingOfOneThatIsGone() {
        var seedImage = created(true);
        remove(seedImage.ref());

        seedImages().report(seedImage, status(1, "True"));
        seedImages().acknowledgeRetrigger(seedImage);

        assertThat(seedImages().find(seedImage.ref())).isEmpty();
    }

    @Test
    default void takesNoOneForAnotherOfTheSameName() {
        var gone = created(true);
        remove(gone.ref());
        create(wish(gone.ref(), "rack", true));
        var version = version(gone.ref());

        seedImages().report(gone, status(1, "True"));
        seedImages().acknowledgeRetrigger(gone);

        assertThat(version(gone.ref())).isEqualTo(version);
        assertThat(find(gone.ref()).retrigger()).isTrue();
    }

    @Test
    default void acknowledgesARetriggerOnce() {
        var seedImage = created(true);

        seedImages().acknowledgeRetrigger(seedImage);

        var now = find(seedImage.ref());
        assertThat(now.retrigger()).isFalse();
        assertThat(now.generation()).isEqualTo(seedImage.generation() + 1);

        var version = version(seedImage.ref());
        seedImages().acknowledgeRetrigger(seedImage);
        assertThat(version(seedImage.ref())).isEqualTo(version);
    }

    private SeedImage find(ResourceRef ref) {
        return seedImages().find(ref).orElseThrow();
    }

    private SeedImage created(boolean retrigger) {
        var ref = someRef();
        create(wish(ref, "rack", retrigger));
        return find(ref);
    }

    private static ResourceRef someRef() {
        return new ResourceRef("contract-" + UUID.randomUUID().toString().substring(0, 8), "seed");
    }

    /** A status as of a SeedImage whose images are ready, or not. */
    static SeedImageStatus status(long generation, String ready) {
        var condition = new Condition("Ready", ready, "SeedImageBuildSuccess", "a sentence", Instant.EPOCH);
        return new SeedImageStatus(
                generation,
                SeedImageState.COMPLETED,
                "https://seeds.example/seed",
                "https://seeds.example/seed/sha256",
                EXPIRY,
                "https://seeds.example/rack",
                null,
                List.of(),
                Map.of(),
                List.of(condition));
    }

    private static SeedImage wish(ResourceRef ref, String registration, boolean retrigger) {
        return new SeedImageBuilder(ref, UUID.randomUUID().toString(), 1)
                .registration(registration)
                .baseImage("https://mirror.example/elemental.iso")
                .pullPolicy(PullPolicy.ALWAYS)
                .variants(
                        new Variant(ImageType.RAW, Platform.LINUX_ARM64),
                        new Variant(ImageType.ISO, Platform.LINUX_AMD64))
                .minutes(90)
                .retrigger(retrigger)
                .size(3L << 30)
                .delivery(Delivery.PROXY)
                .cloudConfig(cloudConfig())
                .createdAt(Instant.parse("2026-01-31T12:00:00Z"))
                .mark("mark")
                .build();
    }

    private static Map<String, @Nullable Object> cloudConfig() {
        var user = new LinkedHashMap<String, @Nullable Object>();
        user.put("name", "root");
        user.put("uid", 0L);
        user.put("ratio", 0.5);
        user.put("locked", false);
        user.put("shell", null);
        var cloudConfig = new LinkedHashMap<String, @Nullable Object>();
        cloudConfig.put("users", Arrays.asList(user, null));
        cloudConfig.put("big", 9007199254740993L); // no double has it
        return cloudConfig;
    }
}
