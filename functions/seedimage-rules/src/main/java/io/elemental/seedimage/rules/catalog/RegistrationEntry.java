package io.elemental.seedimage.rules.catalog;

import io.elemental.seedimage.rules.ResourceRef;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the download function knows of one registration. Holds no secret: the public key, and a hash of the token.
 *
 * @param publicKey PEM (SubjectPublicKeyInfo) of the Ed25519 key that tokens are signed with; null while not servable
 * @param tokenSha256 lower-case hex SHA-256 of the current token; null while there is none
 * @param tokenExpiresAt the current token's {@code exp}; null where it has none
 * @param hash changes whenever images or access must: over uid, public key and rendered agent configuration
 * @param reason why it is not servable; null when it is
 * @param checkedAt when the reconciler last saw that all this is so
 * @param lastPublicKey the last usable key, which opens nothing; null while there is a {@code publicKey}
 */
public record RegistrationEntry(
        String namespace,
        String name,
        String uid,
        String uri,
        @Nullable String publicKey,
        @Nullable String tokenSha256,
        @Nullable Instant tokenExpiresAt,
        String hash,
        boolean servable,
        @Nullable NotServable reason,
        Instant checkedAt,
        @Nullable String lastPublicKey) {

    /** Without an earlier key. */
    public RegistrationEntry(
            String namespace,
            String name,
            String uid,
            String uri,
            @Nullable String publicKey,
            @Nullable String tokenSha256,
            @Nullable Instant tokenExpiresAt,
            String hash,
            boolean servable,
            @Nullable NotServable reason,
            Instant checkedAt) {
        this(
                namespace,
                name,
                uid,
                uri,
                publicKey,
                tokenSha256,
                tokenExpiresAt,
                hash,
                servable,
                reason,
                checkedAt,
                null);
    }

    /** The same, seen to be so at another time. */
    public RegistrationEntry checkedAt(Instant at) {
        return with(at, lastPublicKey);
    }

    /** The same, which remembers the key of the entry before it, so that a change of the key is seen later. */
    public RegistrationEntry after(RegistrationEntry before) {
        return publicKey == null ? with(checkedAt, before.lastKnownKey().orElse(null)) : this;
    }

    /** The key, or that which was there before; images in the catalog are for this one. */
    public Optional<String> lastKnownKey() {
        return Optional.ofNullable(publicKey).or(() -> Optional.ofNullable(lastPublicKey));
    }

    private RegistrationEntry with(Instant at, @Nullable String last) {
        return new RegistrationEntry(
                namespace, name, uid, uri, publicKey, tokenSha256, tokenExpiresAt, hash, servable, reason, at, last);
    }

    public ResourceRef ref() {
        return new ResourceRef(namespace, name);
    }
}
