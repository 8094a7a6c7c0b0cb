/** SeedImages and registrations from a folder of manifests, read and refused as a cluster does. */
@NullMarked
package io.elemental.seedimage.local.manifests;

import org.jspecify.annotations.NullMarked;
