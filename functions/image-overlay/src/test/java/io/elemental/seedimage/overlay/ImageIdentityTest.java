package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImageIdentityTest {

    @Test
    void isTheSameForTheSameInputsInEveryRelease() {
        assertThat(identity("fleet", "uid-1", "build-1", "base", overlay(10, "content")))
                .isEqualTo(identity("fleet", "uid-1", "build-1", "base", overlay(10, "content")))
                .isEqualTo("ae317098ee566d8ace0a2948f0b82f53815ac4d616328555772217d04d6a147c");
    }

    @Test
    void differsWithEveryInput() {
        var identities = Stream.of(
                identity("fleet", "uid-1", "build-1", "base", overlay(10, "content")),
                identity("flee", "tuid-1", "build-1", "base", overlay(10, "content")),
                identity("other", "uid-1", "build-1", "base", overlay(10, "content")),
                identity("fleet", "uid-2", "build-1", "base", overlay(10, "content")),
                identity("fleet", "uid-1", "build-2", "base", overlay(10, "content")),
                identity("fleet", "uid-1", "build-1", "other", overlay(10, "content")),
                identity("fleet", "uid-1", "build-1", "base", overlay(11, "content")),
                identity("fleet", "uid-1", "build-1", "base", overlay(10, "another")),
                identity("fleet", "uid-1", "build-1", "base", ImageOverlay.of(1_000, List.of())));

        assertThat(identities).doesNotHaveDuplicates().allMatch(identity -> identity.matches("[0-9a-f]{64}"));
    }

    private static String identity(
            String namespace, String registrationUid, String build, String baseSha256, ImageOverlay overlay) {
        return ImageIdentity.of(namespace, registrationUid, build, baseSha256, overlay);
    }

    private static ImageOverlay overlay(long offset, String content) {
        return ImageOverlay.of(1_000, List.of(new Segment(offset, 100, content.getBytes(StandardCharsets.US_ASCII))));
    }
}
