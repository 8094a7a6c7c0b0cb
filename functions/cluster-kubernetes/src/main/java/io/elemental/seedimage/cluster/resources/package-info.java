/** What SeedImages and registrations say: typed resources, and readings that one bad object cannot break. */
@NullMarked
package io.elemental.seedimage.cluster.resources;

import org.jspecify.annotations.NullMarked;
