package io.elemental.seedimage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "\u007f",
                "\u0080",
                "\u202e",
                "\u2028",
                "\ud83d",
                "\ufdd0",
                "\ufffe",
                "\uffff",
                "\udbff\udfff"
            })
    void marksWhatIsNotShown(String character) {
        assertThat(Excerpt.of("a" + character + "b")).isEqualTo("a?b");
    }

    @Test
    void isNotLongAndEndsWithAWholeCharacter() {
        assertThat(Excerpt.of("x".repeat(80))).isEqualTo("x".repeat(80));
        assertThat(Excerpt.of("x".repeat(81))).isEqualTo("x".repeat(80) + "...");
        assertThat(Excerpt.of("x".repeat(79) + "💾")).isEqualTo("x".repeat(79) + "...");
        assertThat(Excerpt.of("x".repeat(78) + "💾")).isEqualTo("x".repeat(78) + "💾");
    }
}
