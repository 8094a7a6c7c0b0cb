/** Builds of bases as Jobs, and why one failed. */
@NullMarked
package io.elemental.seedimage.cluster.builds;

import org.jspecify.annotations.NullMarked;
