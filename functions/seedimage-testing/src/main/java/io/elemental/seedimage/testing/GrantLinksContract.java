package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.GrantLinks;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What all {@link GrantLinks} must do, wherever they lead. */
public interface GrantLinksContract {

    GrantLinks grantLinks();

    @Test
    default void makesGrantsForWhatIsNotThereYet() {
        var key = Samples.key();
        var hour = Duration.ofHours(1);

        var links = List.of(
                grantLinks().source(key, hour),
                grantLinks().source(key + "x", hour),
                grantLinks().document(key, hour),
                grantLinks().part(key, "upload", 1, 100, hour),
                grantLinks().part(key, "upload", 2, 100, hour),
                grantLinks().part(key, "other", 1, 100, hour),
                grantLinks().lastPart(key, "upload", 3, hour));

        assertThat(links).doesNotHaveDuplicates().allMatch(URI::isAbsolute);
    }
}
