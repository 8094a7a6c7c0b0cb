package io.elemental.seedimage.reconcile.settings;

import io.elemental.seedimage.rules.InvalidInputException;

/**
 * Limits of base builds, whoever requests them.
 *
 * @param maxSize of a base in bytes, from 1 MiB to 1 TiB; disk space, grant and parts of every build follow from it
 * @param atOnce how many builds run at once, from 1 to 1,000
 * @param atOncePerNamespace how many builds of one namespace run at once, from 1 to {@code atOnce}
 */
public record BuildLimits(long maxSize, int atOnce, int atOncePerNamespace) {

    /** Right for most: bases of 6 GiB, 4 builds at once, 2 per namespace. */
    public static final BuildLimits DEFAULT = new BuildLimits(6L << 30, 4, 2);

    private static final long LEAST_SIZE = 1L << 20;
    private static final long MOST_SIZE = 1L << 40;
    private static final int MOST_AT_ONCE = 1000;

    public BuildLimits {
        require(maxSize >= LEAST_SIZE && maxSize <= MOST_SIZE, "maxSize", maxSize, "1 MiB to 1 TiB");
        require(atOnce >= 1 && atOnce <= MOST_AT_ONCE, "atOnce", atOnce, "1 to 1000");
        require(
                atOncePerNamespace >= 1 && atOncePerNamespace <= atOnce,
                "atOncePerNamespace",
                atOncePerNamespace,
                "1 to " + atOnce);
    }

    private static void require(boolean holds, String field, long value, String range) {
        if (!holds) {
            throw new InvalidInputException("%s '%s' is not from %s".formatted(field, value, range));
        }
    }
}
