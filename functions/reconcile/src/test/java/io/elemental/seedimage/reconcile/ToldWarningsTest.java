package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is told beside conditions. */
class ToldWarningsTest {

    private final World world = World.completed();

    @Test
    void aRegistrationWhoseCertificateIsAPathServesImagesAndIsTold() {
        var rack = World.registration(World.KEY, "workdir");
        world.registrations.put(new Registration(
                rack.ref(),
                rack.uid(),
                rack.ready(),
                rack.uri(),
                "/etc/ssl/ca.pem",
                rack.token(),
                rack.tokenDuration(),
                rack.agent(),
                rack.privateKeyPem()));

        world.reconcile();

        assertThat(world.status().warnings()).extracting(Warning::path).containsExactly("spec.registrationRef");
        assertThat(world.status().downloadURL()).isNotEmpty();
        assertThat(world.condition("RegistrationReady")).isEqualTo("True RegistrationReady");
    }

    @Test
    void oneThatFailedIsToldWhatMadeItFailAlone() {
        world.change(seed -> seed.cloudConfig(Map.of("hostnam", "rack-8")));
        world.reconcile();
        assertThat(world.status().warnings()).hasSize(1);

        world.change(seed -> seed.baseImage("ftp://mirror.example/a.iso"));
        world.reconcile();
        assertThat(world.status().state()).isEqualTo(SeedImageState.FAILED);
        assertThat(world.status().warnings()).isEmpty();

        world.change(seed -> seed.baseImage(World.BASE_IMAGE));
        world.reconcile();
        assertThat(world.status().warnings()).hasSize(1);
    }
}
