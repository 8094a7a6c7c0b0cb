package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderRegistrationsTest {

    private static final ResourceRef RACK = new ResourceRef("fleet", "rack");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void isReadyWithoutStatusWhenUriAndTokenAreThere() {
        var registration = find(Texts.registration()).orElseThrow();

        assertThat(registration.ready()).isTrue();
        assertThat(registration.uri()).endsWith("/registrations/rack");
        assertThat(registration.token()).isEqualTo("eyJ.not.real");
        assertThat(registration.tokenDuration()).isEqualTo(3153600000000000000L);
        assertThat(registration.agent()).containsEntry("debug", true).containsEntry("reconciliation", 10000000000L);
        assertThat(registration.caCert()).isNull();
        assertThat(registration.privateKeyPem()).isEmpty();
    }

    @Test
    void isNotReadyWithoutAToken() {
        var text = Texts.registration().replace("token: eyJ.not.real", "token: ''");

        assertThat(find(text).orElseThrow().ready()).isFalse();
    }

    @Test
    void aStatusCountsWhereThereIsOne() {
        var notReady = Texts.registration() + "status: {conditions: [{type: Ready, status: 'False'}]}\n";

        assertThat(find(notReady).orElseThrow().ready()).isFalse();
        assertThat(find(notReady.replace("False", "True")).orElseThrow().ready())
                .isTrue();
    }

    @Test
    void theKeyComesFromTheSecretOfItsName() {
        var decoded = Optional.of("-----BEGIN PRIVATE KEY-----\n");
        var plain = Texts.secret()
                .replace("\ndata:", "\nstringData:")
                .replace("LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0tCg==", "as it is");

        assertThat(find(Texts.registration() + "---\n" + Texts.secret())
                        .orElseThrow()
                        .privateKeyPem())
                .isEqualTo(decoded);
        assertThat(find(Texts.registration() + "---\n" + plain).orElseThrow().privateKeyPem())
                .hasValue("as it is");
    }

    @Test
    void theUidIsMadeFromTheName() {
        var uid = find(Texts.registration()).orElseThrow().uid();

        assertThat(uid)
                .isEqualTo(find(Texts.registration()).orElseThrow().uid())
                .hasSize(36);
    }

    private Optional<Registration> find(String text) {
        try {
            Files.writeString(folder.resolve("a.yaml"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        var manifests = new ManifestFolder(folder).read(Manifests.NONE);
        assertThat(manifests.problems()).isEmpty();
        return new FolderRegistrations(() -> manifests).find(RACK);
    }
}
