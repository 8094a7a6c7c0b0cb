/** Decides whether a namespace may take more of the store. */
@NullMarked
package io.elemental.seedimage.reconcile.quota;

import org.jspecify.annotations.NullMarked;
