/** Reads the facts about one SeedImage, and remembers those that do not change. */
@NullMarked
package io.elemental.seedimage.reconcile.facts;

import org.jspecify.annotations.NullMarked;
