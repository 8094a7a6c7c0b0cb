package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.store.StoreCapabilities;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code installation.json}: who owns this prefix.
 *
 * @param cluster the uid of the kube-system namespace
 * @param store what the store can do; null before it was tried
 */
public record InstallationDocument(
        String cluster, Instant createdAt, @Nullable StoreCapabilities store) {

    /** One whose store was not tried yet. */
    public InstallationDocument(String cluster, Instant createdAt) {
        this(cluster, createdAt, null);
    }

    /** The same, with what was found of its store. */
    public InstallationDocument with(StoreCapabilities found) {
        return new InstallationDocument(cluster, createdAt, found);
    }
}
