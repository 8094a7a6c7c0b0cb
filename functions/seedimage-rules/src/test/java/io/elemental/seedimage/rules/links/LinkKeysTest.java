package io.elemental.seedimage.rules.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkKeysTest {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final LinkKeys KEYS = new LinkKeys(key(1), Optional.empty());
    private static final ImageLink LINK = link(LinkUse.BMC, true, "2026-11-22T10:00:00Z");
    private static final String NAME = "seed.iso";

    @ParameterizedTest
    @EnumSource(LinkUse.class)
    void readWhatTheyWrote(LinkUse use) {
        for (var end : new String[] {"1970-01-01T00:00:00Z", "2026-11-22T10:00:00Z", "2106-02-07T06:28:16Z"}) {
            for (var redirect : new boolean[] {true, false}) {
                var link = link(use, redirect, end);

                assertThat(KEYS.read(KEYS.write(link, NAME), NAME)).contains(link);
            }
        }
    }

    @Test
    void writeNothingThatIsCutSomewhere() {
        var url = "https://%s/elemental/v1/i/%s/%s"
                .formatted("h".repeat(60), KEYS.write(LINK, NAME), LinkName.of("x".repeat(253), ImageType.ISO));

        assertThat(url).hasSizeLessThan(200).matches("[A-Za-z0-9:/._-]+");
    }

    /** Every character counts, and none may be another. */
    @Test
    void refuseEveryChangedCharacter() {
        var text = KEYS.write(LINK, NAME);
        for (var at = 0; at < text.length(); at++) {
            for (var i = 0; i < ALPHABET.length(); i++) {
                var other = ALPHABET.charAt(i);
                if (other != text.charAt(at)) {
                    var changed = text.substring(0, at) + other + text.substring(at + 1);

                    assertThat(KEYS.read(changed, NAME)).as(changed).isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed.raw", "seed.is", "seed.iso ", "Seed.iso", "", "seee.iso"})
    void refuseAnotherLastSegment(String name) {
        assertThat(KEYS.read(KEYS.write(LINK, NAME), name)).isEmpty();
    }

    @Test
    void refuseWhatIsNoLink() {
        var text = KEYS.write(LINK, NAME);

        for (var other : new String[] {"", "x", text + "A", text.substring(1), text + "==", "=" + text.substring(1)}) {
            assertThat(KEYS.read(other, NAME)).as(other).isEmpty();
        }
        assertThat(KEYS.read(text.replace(text.charAt(5), '+'), NAME)).isEmpty();
    }

    @Test
    void rotate() {
        var before = KEYS.write(LINK, NAME);
        var rotated = new LinkKeys(key(2), Optional.of(key(1)));

        assertThat(rotated.read(before, NAME)).contains(LINK);
        assertThat(rotated.read(rotated.write(LINK, NAME), NAME)).contains(LINK);
        assertThat(KEYS.read(rotated.write(LINK, NAME), NAME)).isEmpty();
        assertThat(new LinkKeys(key(2), Optional.empty()).read(before, NAME)).isEmpty();
    }

    @Test
    void tellNobodyTheKey() {
        assertThat(KEYS.toString()).isEqualTo("LinkKeys[current=LinkKey, previous=Optional.empty]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "AAAA", "*", "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB"})
    void areNothingElse(String secret) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LinkKey.of("SETTING", secret))
                .withMessage("SETTING is not a key of 32 bytes in base64, as 'openssl rand -base64 32' makes it");
    }

    @ParameterizedTest
    @CsvSource({
        "seed, seed.iso",
        "a-seed-image-with-a-long-name, a-seed-image-w.iso",
        "a-seed-image--with, a-seed-image.iso",
        "a.seed.image..x, a.seed.image.iso",
        "x, x.iso",
    })
    void arePutBeforeAShortName(String seedImage, String name) {
        assertThat(LinkName.of(seedImage, ImageType.ISO)).isEqualTo(name);
    }

    private static ImageLink link(LinkUse use, boolean redirect, String end) {
        return new ImageLink(
                use, redirect, Instant.parse(end), "0011223344556677", "8899aabb", "ccddeeff", "0f".repeat(32));
    }

    private static LinkKey key(int fill) {
        var secret = new byte[32];
        secret[0] = (byte) fill;
        return LinkKey.of("SETTING", Base64.getEncoder().encodeToString(secret));
    }
}
