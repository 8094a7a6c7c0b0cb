package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.InvalidInputException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What grants are signed with, where it is not the store's own key.
 *
 * @param grant for what builders write; it may do that and nothing else
 * @param read for what builders read; it may read what images are made of and served from, and nothing else
 */
public record GrantKeys(@Nullable S3Key grant, @Nullable S3Key read) {

    /** For stores with one key. */
    public static final GrantKeys NONE = new GrantKeys(null, null);

    static final String GRANT_ID = "SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID";
    private static final String READ_ID = "SEEDIMAGE_S3_READ_ACCESS_KEY_ID";
    private static final String GRANT_SECRET = "SEEDIMAGE_S3_GRANT_SECRET_ACCESS_KEY";
    private static final String READ_SECRET = "SEEDIMAGE_S3_READ_SECRET_ACCESS_KEY";

    /** Reads {@code SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID, _GRANT_SECRET_ACCESS_KEY}, and the same of {@code _READ_}. */
    public static GrantKeys fromEnvironment(Map<String, String> environment) {
        return new GrantKeys(key(environment, GRANT_ID, GRANT_SECRET), key(environment, READ_ID, READ_SECRET));
    }

    private static @Nullable S3Key key(Map<String, String> environment, String idName, String secretName) {
        var id = environment.getOrDefault(idName, "").strip();
        var secret = environment.getOrDefault(secretName, "").strip();
        if (id.isEmpty() != secret.isEmpty()) {
            throw new InvalidInputException("%s is set, and %s is not"
                    .formatted(id.isEmpty() ? secretName : idName, id.isEmpty() ? idName : secretName));
        }
        return id.isEmpty() ? null : new S3Key(id, secret);
    }

    /**
     * One sentence why grants would open more than they should, whatever the store allows to whom.
     *
     * @param own id of the key that the store is used with
     */
    Optional<String> objection(String own) {
        if (grant == null || read == null) {
            return Optional.of(
                    "%s is not set, and a grant that the reconciler's own key signs can read the whole store."
                            .formatted(grant == null ? GRANT_ID : READ_ID));
        }
        if (grant.id().equals(own) || read.id().equals(own)) {
            return Optional.of("%s is the reconciler's own key, and a grant that it signs can read the whole store."
                    .formatted(grant.id().equals(own) ? GRANT_ID : READ_ID));
        }
        return grant.id().equals(read.id())
                ? Optional.of("%s and %s are the same key, and a grant that it signs can read what it may not."
                        .formatted(GRANT_ID, READ_ID))
                : Optional.empty();
    }
}
