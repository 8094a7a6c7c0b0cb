/** Reconciles every SeedImage from time to time, and removes what nobody needs. */
@NullMarked
package io.elemental.seedimage.reconcile.sweep;

import org.jspecify.annotations.NullMarked;
