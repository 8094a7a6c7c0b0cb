package io.elemental.seedimage.rules.catalog;

import io.elemental.seedimage.rules.ResourceRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Names the SeedImages of a registration, so that whoever may not list the store finds their entries. What is true of
 * one of them, its entry says: a name may stand here for a moment that has no entry, or a withdrawn one.
 *
 * @param seedImages by name
 * @param changes how often one appeared or went: so whoever looked before one of them does not write after it
 */
public record RegistrationIndex(String namespace, String name, List<Item> seedImages, long changes) {

    private static final int UID_BYTES = 8;

    public RegistrationIndex {
        seedImages =
                seedImages.stream().sorted(Comparator.comparing(Item::name)).toList();
    }

    /**
     * A SeedImage.
     *
     * @param uid the first 8 bytes of the SHA-256 of its uid, in hex
     */
    public record Item(String name, String uid) {}

    /** What there is before a first SeedImage. */
    public static RegistrationIndex empty(ResourceRef registration) {
        return new RegistrationIndex(registration.namespace(), registration.name(), List.of(), 0);
    }

    public ResourceRef ref() {
        return new ResourceRef(namespace, name);
    }

    /** The first 8 bytes of the SHA-256 of a uid, in hex. */
    public static String hash(String uid) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(digest, UID_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The name of the SeedImage whose uid has this hash. */
    public Optional<String> named(String uidHash) {
        return seedImages.stream()
                .filter(item -> item.uid().equals(uidHash))
                .map(Item::name)
                .findFirst();
    }

    /** The hash of the uid that a name stands for here. */
    public Optional<String> uid(String seedImage) {
        return seedImages.stream()
                .filter(item -> item.name().equals(seedImage))
                .map(Item::uid)
                .findFirst();
    }

    /**
     * The same with one more change.
     *
     * @param uid hash of the uid that the name stands for now; null: it stands for nothing
     */
    public RegistrationIndex with(String seedImage, @Nullable String uid) {
        var others = seedImages.stream().filter(item -> !item.name().equals(seedImage));
        var own = uid == null ? Stream.<Item>empty() : Stream.of(new Item(seedImage, uid));
        return new RegistrationIndex(namespace, name, Stream.concat(others, own).toList(), changes + 1);
    }
}
