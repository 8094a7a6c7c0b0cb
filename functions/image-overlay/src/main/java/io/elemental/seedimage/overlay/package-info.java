/** Slots, overlays, ranges, identities and digests of images. */
@NullMarked
package io.elemental.seedimage.overlay;

import org.jspecify.annotations.NullMarked;
