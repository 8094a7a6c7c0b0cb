/** The cluster: SeedImages, registrations and base builds in Kubernetes. */
@NullMarked
package io.elemental.seedimage.cluster;

import org.jspecify.annotations.NullMarked;
