package io.elemental.seedimage.format;

import java.time.Instant;

/** {@code installation.json}: who owns this prefix; {@code cluster} is the uid of the kube-system namespace. */
public record InstallationDocument(String cluster, Instant createdAt) {}
