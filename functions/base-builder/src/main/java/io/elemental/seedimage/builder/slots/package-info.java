/** Puts the slots into an image, and finds where they are. */
@NullMarked
package io.elemental.seedimage.builder.slots;

import org.jspecify.annotations.NullMarked;
