/** Signatures over images, as cosign makes them with a key. */
@NullMarked
package io.elemental.seedimage.builder.signature;

import org.jspecify.annotations.NullMarked;
