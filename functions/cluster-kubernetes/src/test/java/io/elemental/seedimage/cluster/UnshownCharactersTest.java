package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.OneLine;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A real API server refuses a whole status for one character: whoever wrote that must not keep it from being told. */
class UnshownCharactersTest {

    private final RealApiServer server = RealApiServer.orSkip();
    private final KubernetesSeedImages seedImages = new KubernetesSeedImages(server.client(), InstantSource.system());
    private final KubernetesRegistrations registrations = new KubernetesRegistrations(server.client());
    private final ActingUser user = new ActingUser(server.client());
    private final ResourceRef ref = new ResourceRef(server.newNamespace(), "seed");

    static Stream<String> characters() {
        return IntStream.of(
                        0, 0x1B, 0x7F, 0x80, 0x85, 0x9F, 0xAD, 0x378, 0x200D, 0x2028, 0xFDD0, 0xFEFF, 0xFFFE, 0xFFFF,
                        0x1FFFE, 0xE0001, 0x10FFFF)
                .mapToObj(Character::toString);
    }

    @BeforeEach
    void create() {
        user.create(ref, spec("https://mirror.example/x.iso"));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("characters")
    void inABaseImageEndInASentence(String character) {
        var hostile = ref.sibling("hostile");
        user.create(hostile, spec("https://mirror.example/" + character));
        var baseImage = seedImages.find(hostile).orElseThrow().base().image();

        report(hostile, status(refusalOf(baseImage), "", "https://mirror.example/x.iso"));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("characters")
    void inAnAddressAreTheRegistrationsProblem(String character) {
        var rack = ref.sibling("rack");
        var provider = new ActingProvider(server.client());
        provider.create(rack, """
            {"config": {"elemental": {"registration": {"uri": "https://e.example/%s"}}}}
            """.formatted(escaped(character)));
        provider.sayReady(rack);

        var registration = registrations.find(rack).orElseThrow();

        assertThat(registration.ready()).isFalse();
        assertThat(registration.problem()).isPresent();
        report(ref, status(registration.problem().orElseThrow(), registration.uri(), "https://mirror.example/x.iso"));
    }

    @ParameterizedTest(name = "[{index}]")
    @MethodSource("characters")
    void inABuildersLastWordsAreNotShown(String character) {
        report(ref, status(OneLine.of("The disk" + character + "is full."), "", "https://mirror.example/x.iso"));

        assertThat(user.status(ref).orElseThrow().conditions().getFirst().message())
                .isEqualTo("The disk is full.");
    }

    /** Whoever forgets all that: the rest can be told still. */
    @ParameterizedTest(name = "[{index}]")
    @MethodSource("characters")
    void anywhereElseAreMarked(String character) {
        report(ref, status("a" + character, "b" + character, "c" + character));

        var told = user.status(ref).orElseThrow();
        assertThat(told.conditions().getFirst().message()).isEqualTo("a?");
        assertThat(told.registrationUri()).isEqualTo("b?");
        assertThat(told.bases()).containsValue(new BaseOrigin("c?", "c?"));
    }

    private String refusalOf(String baseImage) {
        try {
            throw new AssertionError("taken: " + BaseSource.parse(baseImage, ref.namespace(), "images"));
        } catch (InvalidInputException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void report(ResourceRef one, SeedImageStatus status) {
        seedImages.report(seedImages.find(one).orElseThrow(), status);

        assertThat(user.status(one)).isPresent();
    }

    private static String spec(String baseImage) {
        return "{\"registrationRef\": {\"name\": \"rack\"}, \"baseImage\": \"%s\"}".formatted(escaped(baseImage));
    }

    private static String escaped(String text) {
        var json = new StringBuilder();
        text.chars()
                .forEach(unit -> json.append(
                        unit < ' ' || unit > '~' ? String.format(Locale.ROOT, "\\u%04x", unit) : (char) unit));
        return json.toString();
    }

    private static SeedImageStatus status(String sentence, String uri, String source) {
        var condition = new Condition("Ready", "False", "SeedImageBuildFailure", sentence, Instant.EPOCH);
        var failed = new CatalogVariant.Failed(new Variant(ImageType.ISO, Platform.LINUX_AMD64), "seed.iso", sentence);
        var ready = new CatalogVariant.Ready(
                new Variant(ImageType.ISO, Platform.LINUX_ARM64), "seed.iso", "0a", 1, null, "build-1", false);
        return new SeedImageStatus(
                1,
                SeedImageState.FAILED,
                "",
                "",
                null,
                uri,
                null,
                List.of(failed, ready),
                Map.of("build-1", new BaseOrigin(source, source)),
                List.of(condition));
    }
}
