/** The use cases: reconcile one SeedImage, follow a change. */
@NullMarked
package io.elemental.seedimage.reconcile;

import org.jspecify.annotations.NullMarked;
