package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.rules.Unshown;
import org.jspecify.annotations.Nullable;

/** Words of whoever sent an event, as far as they are fit for a log: one line of at most 200 characters. */
final class Words {

    private static final int LIMIT = 200;

    private Words() {}

    static String of(@Nullable String text) {
        var some = text == null ? "" : text.substring(0, Math.min(text.length(), LIMIT));
        return Unshown.spaced(some).strip();
    }
}
