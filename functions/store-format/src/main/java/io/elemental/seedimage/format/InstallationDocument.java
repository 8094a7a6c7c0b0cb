package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.store.StoreCapabilities;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code installation.json}: who owns this prefix.
 *
 * @param cluster the uid of its kube-system namespace
 * @param store what the store can do; null before it was tried
 * @param adopted the clusters whose prefix this was before, and that it was taken over from; null: none
 */
public record InstallationDocument(
        String cluster,
        Instant createdAt,
        @Nullable StoreCapabilities store,
        @Nullable List<String> adopted) {

    /** Of a prefix that belonged to nobody before, in a store that was not tried yet. */
    public InstallationDocument(String cluster, Instant createdAt) {
        this(cluster, createdAt, null, null);
    }

    /** The same, with what was found of its store. */
    public InstallationDocument with(StoreCapabilities found) {
        return new InstallationDocument(cluster, createdAt, found, adopted);
    }
}
