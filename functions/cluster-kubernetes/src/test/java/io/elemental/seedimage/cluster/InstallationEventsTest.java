package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.elemental.seedimage.rules.cluster.Announcement;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InstallationEventsTest {

    private static final Announcement TOLD = new Announcement(true, "InstallationAdopted", "This cluster took over.");

    @Test
    void eventsAreInTheInstallationsNamespace() {
        var server = RealApiServer.orSkip();
        var namespace = server.newNamespace();
        try (var client =
                new Access(server, namespace).to("", "events", "create").client()) {
            new InstallationEvents(client, namespace, () -> Instant.parse("2026-11-30T12:00:00Z")).tell(TOLD);
        }

        assertThat(server.client().v1().events().inNamespace(namespace).list().getItems())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getType()).isEqualTo("Warning");
                    assertThat(event.getReason()).isEqualTo("InstallationAdopted");
                    assertThat(event.getMessage()).isEqualTo("This cluster took over.");
                    assertThat(event.getInvolvedObject().getName()).isEqualTo(namespace);
                });
    }

    @Test
    void anEventThatCannotBeWrittenStopsNothing() {
        try (var client = Access.toNobody()) {
            var events = new InstallationEvents(client, "seedimage", () -> Instant.EPOCH);

            assertThatCode(() -> events.tell(TOLD)).doesNotThrowAnyException();
        }
    }
}
