package io.elemental.seedimage.rules.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.catalog.Condition;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementTest {

    /** The reason so far (- for a SeedImage without a status), the reason now, and what is told. */
    @ParameterizedTest
    @CsvSource({
        "-,                      SeedImageBuildOngoing,  Normal",
        "-,                      SeedImageBuildUnknown,  nothing",
        "-,                      SeedImageBuildFailure,  Warning",
        "SeedImageBuildUnknown,  SeedImageBuildOngoing,  Normal",
        "SeedImageBuildOngoing,  SeedImageBuildOngoing,  nothing",
        "SeedImageBuildOngoing,  SeedImageBuildSuccess,  Normal",
        "SeedImageBuildOngoing,  SeedImageBuildFailure,  Warning",
        "SeedImageBuildFailure,  SeedImageBuildFailure,  nothing",
        "SeedImageBuildFailure,  SeedImageBuildOngoing,  Normal",
        "SeedImageBuildSuccess,  SeedImageBuildDeadline, Normal",
        "SeedImageBuildSuccess,  SeedImageBuildUnknown,  nothing",
        "SeedImageBuildDeadline, SeedImageBuildSuccess,  Normal",
        "SeedImageBuildSuccess,  StoreUnusable,          Warning",
        "StoreUnusable,          StoreUnusable,          nothing",
        "StoreUnusable,          SeedImageBuildSuccess,  Normal",
    })
    void tellsOfEachBeginningAndEndOnce(String before, String after, String told) {
        var known = before.equals("-") ? List.<Condition>of() : List.of(condition("SeedImageReady", before));

        var announcement = Announcement.of(known, List.of(condition("SeedImageReady", after)));

        assertThat(announcement
                        .map(made -> made.warning() ? "Warning" : "Normal")
                        .orElse("nothing"))
                .isEqualTo(told);
        announcement.ifPresent(
                made -> assertThat(made).isEqualTo(new Announcement(made.warning(), after, "So it is.")));
    }

    @Test
    void tellsOfWarningsOnce() {
        var one = new Warning("spec.cloud-config.a", "is not known");
        var other = new Warning("spec.cloud-config.b", "is not known");

        assertThat(Announcement.ofWarnings(List.of(), List.of(one)))
                .containsExactly(new Announcement(true, "CloudConfigWarning", "spec.cloud-config.a is not known."));
        assertThat(Announcement.ofWarnings(List.of(one), List.of(one, other)))
                .containsExactly(new Announcement(
                        true, "CloudConfigWarning", "spec.cloud-config.a is not known. status.warnings has 1 more."));
        assertThat(Announcement.ofWarnings(List.of(), List.of(new Warning("spec.delivery", "is 'proxy' for now"))))
                .containsExactly(new Announcement(true, "SeedImageWarning", "spec.delivery is 'proxy' for now."));
        assertThat(Announcement.ofWarnings(List.of(one), List.of(one))).isEmpty();
        assertThat(Announcement.ofWarnings(List.of(one), List.of())).isEmpty();
    }

    @Test
    void tellsOfEachKindOfWarningsByItself() {
        var cloudConfig = new Warning("spec.cloud-config.a", "is not known");
        var base = new Warning("spec.baseImage", "has a file that cannot be read");
        var registration = new Warning("spec.registrationRef", "names a registration with a path");

        assertThat(Announcement.ofWarnings(List.of(cloudConfig), List.of(registration, base, cloudConfig)))
                .containsExactly(
                        new Announcement(
                                true, "RegistrationWarning", "spec.registrationRef names a registration with a path."),
                        new Announcement(true, "BaseWarning", "spec.baseImage has a file that cannot be read."));
    }

    @Test
    void tellsNothingOfOtherConditions() {
        var others = List.of(condition("Ready", "SeedImageBuildSuccess"), condition("BaseReady", "BaseAvailable"));

        assertThat(Announcement.of(List.of(), others)).isEmpty();
        assertThat(Announcement.of(List.of(), List.of())).isEmpty();
    }

    private static Condition condition(String type, String reason) {
        return new Condition(type, "True", reason, "So it is.", Instant.EPOCH);
    }
}
