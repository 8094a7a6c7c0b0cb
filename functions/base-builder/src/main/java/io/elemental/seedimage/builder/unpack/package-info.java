/** Packed bytes and what is in them. */
@NullMarked
package io.elemental.seedimage.builder.unpack;

import org.jspecify.annotations.NullMarked;
