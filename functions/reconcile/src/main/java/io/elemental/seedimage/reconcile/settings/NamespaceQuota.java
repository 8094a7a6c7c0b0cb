package io.elemental.seedimage.reconcile.settings;

/**
 * What the SeedImages of one namespace may take of the store.
 *
 * @param bases how many bases they may use at once; 0 is no limit
 * @param bytes how many bytes these bases, and the images that the store put together, may have; 0 is no limit
 */
public record NamespaceQuota(int bases, long bytes) {

    /** No limit at all. */
    public static final NamespaceQuota NONE = new NamespaceQuota(0, 0);

    public boolean isSet() {
        return bases > 0 || bytes > 0;
    }
}
