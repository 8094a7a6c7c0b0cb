package io.elemental.seedimage.format;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code installation.json}: who owns this prefix.
 *
 * @param cluster the uid of its kube-system namespace
 * @param adopted the clusters whose prefix this was before, and that it was taken over from; null: none
 */
public record InstallationDocument(
        String cluster, Instant createdAt, @Nullable List<String> adopted) {

    /** Of a prefix that belonged to nobody before. */
    public InstallationDocument(String cluster, Instant createdAt) {
        this(cluster, createdAt, null);
    }
}
