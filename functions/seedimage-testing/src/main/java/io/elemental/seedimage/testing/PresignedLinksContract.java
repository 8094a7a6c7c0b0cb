package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.PresignedLinks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all {@link PresignedLinks} must do, wherever they lead. */
public interface PresignedLinksContract {

    PresignedLinks links();

    @Test
    default void makesLinksForWhatIsNotThereYet() {
        var key = Samples.key();
        var hour = Duration.ofHours(1);

        var links = List.of(
                links().get(key, "rack-seed-amd64.iso", "application/x-iso9660-image", hour),
                links().get(key, "other.iso", "application/x-iso9660-image", hour),
                links().get(key + "x", "rack-seed-amd64.iso", "application/x-iso9660-image", hour));

        assertThat(links).doesNotHaveDuplicates().allMatch(URI::isAbsolute);
    }
}
