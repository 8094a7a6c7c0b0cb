/** Renders, composes and removes single images. */
@NullMarked
package io.elemental.seedimage.reconcile.image;

import org.jspecify.annotations.NullMarked;
