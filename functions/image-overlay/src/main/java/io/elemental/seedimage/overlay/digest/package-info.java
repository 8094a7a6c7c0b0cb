/** SHA-256 that stops after any whole block, and goes on elsewhere. */
@NullMarked
package io.elemental.seedimage.overlay.digest;

import org.jspecify.annotations.NullMarked;
