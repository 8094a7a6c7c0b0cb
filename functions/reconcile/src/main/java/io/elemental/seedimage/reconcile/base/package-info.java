/** Starts base builds, checks what a builder says, and records the base. */
@NullMarked
package io.elemental.seedimage.reconcile.base;

import org.jspecify.annotations.NullMarked;
