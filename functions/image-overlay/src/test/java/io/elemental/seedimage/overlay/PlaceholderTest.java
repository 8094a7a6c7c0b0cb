package io.elemental.seedimage.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderTest {

    @Test
    void isOneLineAndNewlines() {
        var file = Placeholder.of(new SlotSpec("agent", 65_536), Bases.ID);

        var marker = "# elemental-seedimage-slot v1 name=agent length=65536 id=" + Bases.ID;
        assertThat(new String(file, StandardCharsets.US_ASCII))
                .isEqualTo(marker + "\n".repeat(65_536 - marker.length()));
    }

    /** Where the digits of the default locale are not ASCII. */
    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "th-TH-u-nu-thai"})
    void isTheSameInEveryLocale(String tag) {
        var slot = new SlotSpec("agent", 65_536);
        var usual = Locale.getDefault();
        var expected = Placeholder.of(slot, Bases.ID);
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertThat(Placeholder.of(slot, Bases.ID)).isEqualTo(expected);
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Agent, 4096, 0123456789abcdef0123456789abcdef",
        "agent, 4096, short",
        "agent, 60, 0123456789abcdef0123456789abcdef",
        "agent, 0, 0123456789abcdef0123456789abcdef"
    })
    void isNotMadeFromWhatTheScanWouldNotRead(String name, int length, String id) {
        assertThatThrownBy(() -> Placeholder.of(new SlotSpec(name, length), id))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
