package io.elemental.seedimage.builder.registry;

import java.security.MessageDigest;
import java.util.Optional;

/** The digest of a blob's bytes on their way, which is compared once, at their end. */
final class CheckedDigest {

    private final String wanted;
    private final MessageDigest digest = Digests.sha256();
    private boolean checked;
    private boolean other;

    CheckedDigest(String wanted) {
        this.wanted = wanted;
    }

    void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** The digest that the bytes have instead; empty where it is the wanted one, or was told before. */
    Optional<String> other() {
        if (checked) {
            return Optional.empty();
        }
        checked = true;
        var found = Digests.of(digest);
        other = !found.equals(wanted);
        return other ? Optional.of(found) : Optional.empty();
    }

    /** Whether another one was told. */
    boolean isOther() {
        return other;
    }
}
