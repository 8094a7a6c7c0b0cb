/** Pulls the ISO out of an image of a registry. */
@NullMarked
package io.elemental.seedimage.builder.pull;

import org.jspecify.annotations.NullMarked;
