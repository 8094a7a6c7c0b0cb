package io.elemental.seedimage.rules.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.PullPolicy;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.base.BaseSpec;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import io.elemental.seedimage.rules.cluster.SeedImage;
import io.elemental.seedimage.rules.cluster.Templating;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    /** Whether it is there, retriggers, how many seconds ago it expired (- is never), its registration, the step. */
    @ParameterizedTest
    @CsvSource({
        "gone,  no,  -,  servable,    Withdraw",
        "gone,  yes, 0,  missing,     Withdraw",
        "there, no,  -,  servable,    MakeImages",
        "there, no,  -1, servable,    MakeImages",
        "there, no,  0,  servable,    Expire",
        "there, no,  1,  servable,    Expire",
        "there, no,  1,  missing,     Expire",
        "there, no,  1,  KEY_MISSING, Expire",
        "there, yes, 1,  servable,    MakeImages",
        "there, yes, 1,  missing,     AwaitRegistration NOT_FOUND",
        "there, no,  -,  missing,     AwaitRegistration NOT_FOUND",
        "there, no,  -,  NOT_READY,   AwaitRegistration NOT_READY",
        "there, no,  -1, FROZEN,      AwaitRegistration FROZEN",
        "there, yes, -,  KEY_MISSING, AwaitRegistration KEY_MISSING",
    })
    void decides(String there, String retrigger, String expiredSince, String registration, String step) {
        var seedImage = there.equals("there") ? Optional.of(seedImage()) : Optional.<SeedImage>empty();
        var expiresAt = expiredSince.equals("-")
                ? Optional.<Instant>empty()
                : Optional.of(NOW.minusSeconds(Long.parseLong(expiredSince)));

        assertThat(word(NextStep.decide(
                        seedImage, registration(registration), expiresAt, retrigger.equals("yes"), NOW)))
                .isEqualTo(step);
    }

    @Test
    void tellsWhenItExpired() {
        var step = NextStep.decide(
                Optional.of(seedImage()), registration("servable"), Optional.of(NOW.minusSeconds(9)), false, NOW);

        assertThat(step).isEqualTo(new NextStep.Expire(NOW.minusSeconds(9)));
    }

    @ParameterizedTest
    @EnumSource(RegistrationProblem.class)
    void everyProblemHasASentenceThatNamesTheRegistration(RegistrationProblem problem) {
        assertThat(problem.sentence(new ResourceRef("fleet", "rack")))
                .contains("fleet/rack")
                .endsWith(".");
        assertThat(problem.reason()).matches("Registration[A-Z][A-Za-z]+");
    }

    private static String word(NextStep step) {
        return switch (step) {
            case NextStep.AwaitRegistration(var problem) -> "AwaitRegistration " + problem;
            case NextStep.Withdraw _, NextStep.Expire _, NextStep.MakeImages _ ->
                step.getClass().getSimpleName();
        };
    }

    private static Optional<RegistrationEntry> registration(String word) {
        return switch (word) {
            case "missing" -> Optional.empty();
            case "servable" -> Optional.of(entry(Optional.empty()));
            default -> Optional.of(entry(Optional.of(NotServable.valueOf(word))));
        };
    }

    private static RegistrationEntry entry(Optional<NotServable> reason) {
        return new RegistrationEntry(
                "fleet",
                "rack",
                "uid",
                "https://x",
                null,
                null,
                null,
                "hash",
                reason.isEmpty(),
                reason.orElse(null),
                NOW);
    }

    private static SeedImage seedImage() {
        return new SeedImage(
                new ResourceRef("fleet", "seed"),
                "uid",
                1,
                "rack",
                BaseSpec.of("https://mirror.example/a.iso"),
                PullPolicy.IF_NOT_PRESENT,
                List.of(new Variant(ImageType.ISO, Platform.LINUX_AMD64)),
                60,
                false,
                1,
                Delivery.AUTO,
                Map.of(),
                Templating.UNSAID,
                Instant.EPOCH,
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }
}
