package io.elemental.seedimage.reconcile.base;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a source is reached and judged with, as it was read.
 *
 * @param authorization the value of the Authorization header of a web server; null: none
 * @param dockerConfig credentials of registries; null: none
 * @param authorities PEM of the certificates that its server is trusted by; null: the installation's
 * @param publicKey PEM of the key that it must be signed with; null: it need not be signed
 */
record SourceAccess(
        @Nullable String authorization,
        @Nullable String dockerConfig,
        @Nullable String authorities,
        @Nullable String publicKey) {

    /** Nothing at all. */
    static final SourceAccess NONE = new SourceAccess(null, null, null, null);

    /** In bytes of JSON, where some characters take six. */
    int size() {
        return Stream.of(authorization, dockerConfig, authorities, publicKey)
                .filter(Objects::nonNull)
                .mapToInt(text -> text.chars()
                        .map(letter -> letter == '\n' ? 2 : letter < ' ' ? 6 : letter < 0x80 ? 2 : 3)
                        .sum())
                .sum();
    }

    @Override
    public String toString() {
        return "SourceAccess";
    }
}
