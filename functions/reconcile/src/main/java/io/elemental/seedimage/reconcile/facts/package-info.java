/** Reads what counts for one SeedImage, and remembers what does not change. */
@NullMarked
package io.elemental.seedimage.reconcile.facts;

import org.jspecify.annotations.NullMarked;
