package io.elemental.seedimage.rules.links;

import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.RegistrationIndex;
import java.time.Instant;
import java.util.Objects;

/**
 * What a link says: which image it opens, of whom, and until when. It holds nothing that is secret by itself.
 *
 * @param redirect whether the client may be sent on to the store
 * @param expiresAt in whole seconds
 * @param uid the hash of the SeedImage's uid that {@link RegistrationIndex} has
 * @param generation the hash of the SeedImage's link generation: another one ends all links
 * @param registrationKey the hash of the registration's public key: another one ends all links
 * @param identity of the image, in hex
 */
public record ImageLink(
        LinkUse use,
        boolean redirect,
        Instant expiresAt,
        String uid,
        String generation,
        String registrationKey,
        String identity) {

    static final int UID_BYTES = 8;
    static final int GENERATION_BYTES = 4;
    static final int KEY_BYTES = 4;
    static final int IDENTITY_BYTES = 32;

    /** One to an image of an entry, as the entry and its registration are now. */
    public static ImageLink to(
            String identity,
            CatalogEntry entry,
            RegistrationEntry registration,
            LinkUse use,
            boolean redirect,
            Instant expiresAt) {
        return new ImageLink(
                use,
                redirect,
                expiresAt,
                RegistrationIndex.hash(entry.uid()),
                generation(entry),
                registrationKey(registration),
                identity);
    }

    /** Whether the registration still has the key that it had. */
    public boolean isOf(RegistrationEntry registration) {
        return registrationKey.equals(registrationKey(registration));
    }

    /** Whether the entry is of the same SeedImage, whose links were not revoked. */
    public boolean isOf(CatalogEntry entry) {
        return uid.equals(RegistrationIndex.hash(entry.uid())) && generation.equals(generation(entry));
    }

    private static String generation(CatalogEntry entry) {
        return Hashes.first(GENERATION_BYTES, Objects.requireNonNullElse(entry.linkGeneration(), ""));
    }

    private static String registrationKey(RegistrationEntry registration) {
        return Hashes.first(KEY_BYTES, Objects.requireNonNullElse(registration.publicKey(), ""));
    }
}
