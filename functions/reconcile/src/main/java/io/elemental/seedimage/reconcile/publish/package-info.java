/** Writes what the download function and users see: catalog entries, conditions, Events. */
@NullMarked
package io.elemental.seedimage.reconcile.publish;

import org.jspecify.annotations.NullMarked;
