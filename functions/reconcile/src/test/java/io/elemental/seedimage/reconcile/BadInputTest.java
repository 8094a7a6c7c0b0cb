package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.SeedImage;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be made is said in one sentence, and no base is built for it. */
class BadInputTest {

    private static final Variant RAW = new Variant(ImageType.RAW, Platform.LINUX_AMD64);

    private final World world = new World();

    static Stream<Arguments> badInput() {
        return Stream.of(
                Arguments.of(
                        change(seed -> World.like(seed)
                                .baseImage("registry.example/OS:v1")
                                .build()),
                        "spec.baseImage 'registry.example/OS:v1' has a repository that is not up to 255 small letters"),
                Arguments.of(
                        change(seed -> World.like(seed)
                                .baseImage("https://me:secret@x.example/a")
                                .build()),
                        "spec.baseImage has user information in its URL"),
                Arguments.of(
                        change(seed -> World.like(seed)
                                .baseImage("s3://seedimages/uploads/other/a.iso")
                                .build()),
                        "lies outside of s3://seedimages/uploads/fleet/"),
                Arguments.of(
                        change(seed -> World.like(seed).variants(RAW).build()),
                        "spec.type 'raw' is not supported yet; use iso"),
                Arguments.of(
                        change(seed -> World.like(seed)
                                .cloudConfig(Map.of("write_files", List.of(Map.of("content", "x".repeat(300_000)))))
                                .build()),
                        "at most 262144 fit"),
                Arguments.of(
                        change(seed -> World.like(seed)
                                .cloudConfig(Map.of("stages", "none"))
                                .build()),
                        "spec.cloud-config"));
    }

    @ParameterizedTest
    @MethodSource("badInput")
    void isRefusedWithASentence(UnaryOperator<SeedImage> change, String sentence) {
        world.seedImages.change(World.SEED, change);

        world.reconcile();

        assertThat(world.condition("SeedImageReady")).isEqualTo("False SeedImageBuildFailure");
        assertThat(world.message("SeedImageReady")).contains(sentence).doesNotContain("secret");
        assertThat(world.status().state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.status().downloadURL()).isEmpty();
        assertThat(world.builds.started()).isZero();
        assertThat(world.entry().expiresAt()).isNull();
    }

    @Test
    void oneThatCannotBeMadeDoesNotHideTheOthers() {
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).variants(World.ISO, RAW).build());

        world.complete();

        assertThat(world.entry().variants())
                .extracting(image -> image.state())
                .containsExactly(VariantState.READY, VariantState.FAILED);
        assertThat(world.status().downloadURL()).isEqualTo(World.URL);
        assertThat(world.message("SeedImageReady"))
                .isEqualTo("raw for linux/amd64: spec.type 'raw' is not supported yet; use iso");
    }

    @Test
    void badChangeOfWhatWasServedIsServedNoLonger() {
        world.complete();
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed).cloudConfig(Map.of("stages", "none")).build());

        world.reconcile();

        assertThat(world.image().state()).isEqualTo(VariantState.FAILED);
        assertThat(world.status().downloadURL()).isEmpty();
    }

    @Test
    void goodChangeIsServed() {
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed).cloudConfig(Map.of("stages", "none")).build());
        world.reconcile();
        world.seedImages.change(
                World.SEED, seed -> World.like(seed).cloudConfig(Map.of()).build());

        world.complete();

        assertThat(world.image().state()).isEqualTo(VariantState.READY);
    }

    @Test
    void retriggerOfWhatCannotBeMadeIsAcknowledged() {
        world.seedImages.change(
                World.SEED,
                seed -> World.like(seed).variants(RAW).retrigger(true).build());

        world.reconcile();

        assertThat(world.seedImages.find(World.SEED).orElseThrow().retrigger()).isFalse();
    }

    private static UnaryOperator<SeedImage> change(UnaryOperator<SeedImage> change) {
        return change;
    }
}
