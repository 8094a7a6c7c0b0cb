/** The reconcile function: events in, nothing out. */
@NullMarked
package io.elemental.seedimage.reconcile.function;

import org.jspecify.annotations.NullMarked;
