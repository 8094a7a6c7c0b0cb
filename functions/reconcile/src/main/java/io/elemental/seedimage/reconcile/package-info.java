/** The use cases that lead a SeedImage to its image. */
@NullMarked
package io.elemental.seedimage.reconcile;

import org.jspecify.annotations.NullMarked;
