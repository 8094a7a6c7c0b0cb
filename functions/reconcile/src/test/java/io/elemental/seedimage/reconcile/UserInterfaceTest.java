package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.catalog.Condition;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What elemental-operator's user interface makes of a status: a link where there is a URL, errors, or neither. */
class UserInterfaceTest {

    /** Any condition that is False is an error to it, but for these reasons. */
    private static final Set<String> NO_ERRORS =
            Set.of("SeedImageBuildSuccess", "ResourcesSuccessfullyCreated", "SeedImageBuildOngoing");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BUILDING     | no  | none",
                "COMPLETED    | yes | none",
                "COMPOSED     | yes | none",
                "FAILED       | no  | It is no ISO.",
                "REFUSED      | no  | spec.baseImage 'ftp://mirror.example/x' has a scheme that is none of http, "
                        + "https, oci, s3",
                "EXPIRED      | no  | The seed image expired at 2026-11-24T13:00:00Z; set spec.retriggerBuild to have "
                        + "it again.",
                "UNREGISTERED | no  | There is no ElementalRegistration fleet/rack.",
                "UNREADY      | no  | none",
                "FROZEN       | no  | ElementalRegistration fleet/rack is frozen: its token is a word that is no token. "
                        + "Empty spec.config.elemental.registration.token; the provider then writes a new one."
            })
    void showsLinkOrError(Resting resting, String link, String error) {
        var status = resting.reached().status();

        assertThat(status.downloadURL()).isEqualTo(link.equals("yes") ? World.URL : "");
        assertThat(status.checksumURL()).isEqualTo(link.equals("yes") ? World.URL + "/sha256" : "");
        var errors = status.conditions().stream()
                .filter(condition -> condition.status().equals("False") && !NO_ERRORS.contains(condition.reason()))
                .map(Condition::message)
                .collect(Collectors.toSet());
        assertThat(errors).isEqualTo(error.equals("none") ? Set.of() : Set.of(error));
        assertThat(status.conditions().getFirst().type()).isEqualTo("Ready");
    }
}
