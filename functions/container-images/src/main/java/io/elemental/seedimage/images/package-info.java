/** Container images of the functions and of the builder, made without an engine. */
@NullMarked
package io.elemental.seedimage.images;

import org.jspecify.annotations.NullMarked;
