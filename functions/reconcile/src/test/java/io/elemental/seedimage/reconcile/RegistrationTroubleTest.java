package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.reconcile.common.BackgroundTask;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is served for a registration that cannot be used, and nothing that an old key opened for a new one. */
class RegistrationTroubleTest {

    private final World world = World.completed();

    static Stream<Arguments> troubles() {
        var good = World.registration(World.KEY, "workdir");
        var key = Optional.of(World.KEY);
        return Stream.of(
                Arguments.of("RegistrationNotFound", Optional.empty()),
                Arguments.of(
                        "RegistrationNotReady", Optional.of(World.registration(good.token(), key, "workdir", false))),
                Arguments.of("RegistrationNotReady", Optional.of(World.registration("", key, "workdir", true))),
                Arguments.of("RegistrationFrozen", Optional.of(World.registration("frozen", key, "workdir", true))),
                Arguments.of(
                        "RegistrationKeyMissing",
                        Optional.of(World.registration(good.token(), Optional.empty(), "workdir", true))),
                Arguments.of(
                        "RegistrationTokenMalformed",
                        Optional.of(World.registration(good.token() + "\n", key, "workdir", true))),
                Arguments.of(
                        "RegistrationTokenExpired",
                        Optional.of(World.registration(World.expiredToken(), key, "workdir", true))),
                Arguments.of(
                        "RegistrationTokenOfOtherKey",
                        Optional.of(World.registration(good.token(), Optional.of(World.OTHER_KEY), "workdir", true))),
                Arguments.of(
                        "RegistrationKeyUnreadable",
                        Optional.of(World.registration(good.token(), Optional.of("no PEM"), "workdir", true))));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void servesNothingAndSaysWhy(String reason, Optional<Registration> registration) {
        var identity = world.identity();
        var key = world.registrationEntry().publicKey();
        become(registration);

        world.reconcile();

        // elemental-operator's user interface shows whatever is False as an error
        var status = reason.equals("RegistrationNotReady") ? "Unknown " : "False ";
        assertThat(world.condition("RegistrationReady")).isEqualTo(status + reason);
        assertThat(world.condition("Ready")).isEqualTo(status + reason);
        assertThat(world.condition("SeedImageReady")).startsWith("Unknown");
        assertThat(world.message("RegistrationReady")).contains("fleet/rack");
        assertThat(world.status().state()).isEqualTo(SeedImageState.NOT_STARTED);
        assertThat(world.status().downloadURL()).isEmpty();
        assertThat(world.image().state()).isEqualTo(VariantState.PREPARING);
        assertThat(world.registrationEntry().servable()).isFalse();
        assertThat(world.registrationEntry().publicKey()).isNull();
        assertThat(world.registrationEntry().lastPublicKey())
                .as("which rotates no key")
                .isEqualTo(key);
        assertThat(world.hasOverlay(identity)).as("it may be over in a moment").isTrue();
        world.clock.forward(Duration.ofHours(1));
        world.sweep("test").slice();
        assertThat(world.hasOverlay(identity)).as("it was not").isFalse();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void looksAgainWithoutWriting(String reason, Optional<Registration> registration) {
        become(registration);
        world.reconcile();
        world.store.forget();
        var writes = world.seedImages.writes();

        for (var look = 0; look < 10; look++) {
            world.clock.forward(Duration.ofMinutes(4));
            world.reconcile();
        }

        assertThat(world.store.writes()).as(reason).isEmpty();
        assertThat(world.seedImages.writes()).isEqualTo(writes);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void servesAgainWhenTheTroubleIsOver(String reason, Optional<Registration> registration) {
        var identity = world.identity();
        become(registration);
        world.reconcile();
        become(Optional.of(World.registration(World.KEY, "workdir")));

        world.reconcile();

        assertThat(world.identity()).as(reason).isEqualTo(identity);
        assertThat(world.builds.started()).isEqualTo(1);
        assertThat(world.condition("Ready")).isEqualTo("True SeedImageBuildSuccess");
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void keyThatIsAnotherAfterTheTroubleTakesAllAway(String reason, Optional<Registration> registration) {
        var identity = world.identity();
        become(registration);
        world.reconcile();
        become(Optional.of(World.registration(World.OTHER_KEY, "workdir")));

        world.reconcile();

        assertThat(world.hasOverlay(identity)).as(reason).isFalse();
        assertThat(world.entry().retiring()).isEmpty();
        assertThat(world.registrationEntry().lastPublicKey()).isNull();
    }

    /** What everybody downloads from: nothing of it is made anew, and no link breaks. */
    @Test
    void momentThatIsNotReadyLeavesTheComposedObjectWhereItIs() {
        world.publicStore();
        world.reconcile();
        var good = world.registrations.find(World.RACK).orElseThrow();
        become(Optional.of(World.registration(good.token(), Optional.of(World.KEY), "workdir", false)));
        world.store.forget();

        world.reconcile();
        become(Optional.of(good));
        world.reconcile();

        assertThat(world.store.writes())
                .doesNotContain("delete " + StoreKeys.composedImage(world.identity()))
                .noneMatch(write -> write.startsWith("complete "));
        assertThat(world.ready().composed()).isTrue();
        assertThat(world.memory.head(StoreKeys.composedImage(world.identity()))).isPresent();
    }

    @Test
    void deletedRegistrationIsToldAsSuch() {
        become(Optional.empty());

        world.reconcile();

        assertThat(world.registrationEntry().reason()).isEqualTo(NotServable.NOT_FOUND);
    }

    /** The old key is back while its images are being taken away. */
    @Test
    void imageThatIsMadeAnewMeanwhileIsNotRemoved() {
        var other = world.reconciler();
        var meanwhile = new AtomicInteger();
        world.store.afterWrite(() -> {
            if (world.image() instanceof CatalogVariant.Preparing && meanwhile.getAndIncrement() == 0) {
                become(Optional.of(World.registration(World.KEY, "workdir")));
                other.reconcile(World.SEED);
            }
            world.image()
                    .ready()
                    .ifPresent(image ->
                            assertThat(world.hasOverlay(image.identity())).isTrue());
        });
        world.registrations.put(World.registration(World.OTHER_KEY, "workdir"));

        ScopedValue.where(BackgroundTask.EXECUTOR, Runnable::run).run(world::reconcile);

        assertThat(meanwhile).hasPositiveValue();
        assertThat(world.image().state()).isEqualTo(VariantState.READY);
    }

    @Test
    void publishesNothingOfARegistrationThatNeverWas() {
        var fresh = new World();
        fresh.registrations.remove(World.RACK);

        fresh.reconcile();

        assertThat(fresh.catalog.registration(World.RACK)).isEmpty();
        assertThat(fresh.condition("RegistrationReady")).isEqualTo("False RegistrationNotFound");
        assertThat(fresh.builds.started()).isZero();
    }

    @Test
    void rotatedKeyTakesEveryImageOfTheRegistrationAwayAtOnce() {
        var other = World.SEED.sibling("other");
        world.publicStore();
        world.seedImages.put(World.like(World.seedImage(other, "uid-2", 1))
                .delivery(Delivery.REDIRECT)
                .build());
        world.reconcile();
        world.reconciler.reconcile(other);
        var identity = world.identity();
        assertThat(world.memory.head(StoreKeys.composedImage(identity))).isPresent();

        world.registrations.put(World.registration(World.OTHER_KEY, "workdir"));
        world.reconcile();
        assertThat(world.entry(other).variants().getFirst().state()).isEqualTo(VariantState.PREPARING);
        world.reconciler.reconcile(other);

        assertThat(world.identity()).isNotEqualTo(identity);
        assertThat(world.hasOverlay(identity)).isFalse();
        assertThat(world.memory.head(StoreKeys.composedImage(identity))).isEmpty();
        assertThat(world.entry(other).retiring()).isEmpty();
        assertThat(world.entry().retiring()).isEmpty();
    }

    /** A name that looks like a part of the store's keys. */
    @Test
    void rotatedKeyTakesTheImagesAwayWhateverTheRegistrationIsCalled() {
        var registration = World.SEED.sibling("registration.json");
        var other = World.SEED.sibling("entry.json");
        world.registrations.put(World.registration(registration, World.KEY));
        for (var seedImage : List.of(World.SEED, other)) {
            world.seedImages.put(World.like(World.seedImage(seedImage, "uid-" + seedImage.name(), 2))
                    .registration(registration.name())
                    .build());
            world.reconciler.reconcile(seedImage);
        }
        assertThat(state(registration, other)).isEqualTo(VariantState.READY);

        world.registrations.put(World.registration(registration, World.OTHER_KEY));
        world.reconcile();

        assertThat(state(registration, other)).isEqualTo(VariantState.PREPARING);
    }

    private VariantState state(ResourceRef registration, ResourceRef seedImage) {
        var entry = world.catalog.seedImage(registration, seedImage.name()).orElseThrow();
        return entry.value().variants().getFirst().state();
    }

    @Test
    void renewsNowAndThenThatTheRegistrationIsAsItWas() {
        var before = world.registrationEntry().checkedAt();
        world.clock.forward(Duration.ofMinutes(4));
        world.reconcile();
        assertThat(world.registrationEntry().checkedAt()).isEqualTo(before);

        world.clock.forward(Duration.ofMinutes(1));
        var lookAgain = world.reconcile();

        assertThat(world.registrationEntry().checkedAt()).isEqualTo(world.clock.instant());
        assertThat(lookAgain).hasValue(world.clock.instant().plus(Duration.ofMinutes(5)));
    }

    private void become(Optional<Registration> registration) {
        registration.ifPresentOrElse(world.registrations::put, () -> world.registrations.remove(World.RACK));
    }
}
