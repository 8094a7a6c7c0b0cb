/** The cluster: SeedImages, registrations and base builds as Kubernetes has them. */
@NullMarked
package io.elemental.seedimage.cluster;

import org.jspecify.annotations.NullMarked;
