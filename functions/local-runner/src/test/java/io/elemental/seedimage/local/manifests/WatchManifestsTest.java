package io.elemental.seedimage.local.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WatchManifestsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final Semaphore changes = new Semaphore(0);

    @Test
    void tellsOfNewChangedRenamedAndRemovedManifests() throws Exception {
        try (var _ = WatchManifests.start(folder, changes::release)) {
            var file = folder.resolve("a.yaml");
            Files.writeString(file, "kind: x");
            assertThat(told()).isTrue();

            Files.writeString(file, "kind: y");
            assertThat(told()).isTrue();

            Files.move(Files.writeString(folder.resolve(".a.swp"), "kind: z"), folder.resolve("b.yaml"));
            assertThat(told()).isTrue();

            Files.delete(file);
            assertThat(told()).isTrue();
        }
    }

    @Test
    void manyChangesAtOnceAreOne() throws Exception {
        try (var _ = WatchManifests.start(folder, changes::release)) {
            for (var number = 0; number < 50; number++) {
                Files.writeString(folder.resolve("%s.yaml".formatted(number)), "kind: x");
            }
            assertThat(told()).isTrue();
        }

        assertThat(changes.availablePermits()).isLessThan(5);
    }

    @Test
    void otherFilesAreNoMatter() throws Exception {
        try (var _ = WatchManifests.start(folder, changes::release)) {
            Files.writeString(folder.resolve(".a.yaml.swp"), "kind: x");
            Files.writeString(folder.resolve("notes.txt"), "x");

            assertThat(changes.tryAcquire(300, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private boolean told() throws InterruptedException, IOException {
        return changes.tryAcquire(1, TimeUnit.SECONDS);
    }
}
