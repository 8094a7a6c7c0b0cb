/** Decides which base build begins next, and who waits for it. */
@NullMarked
package io.elemental.seedimage.reconcile.queue;

import org.jspecify.annotations.NullMarked;
