/** The reconcile function: takes events, sends none. */
@NullMarked
package io.elemental.seedimage.reconcile.function;

import org.jspecify.annotations.NullMarked;
