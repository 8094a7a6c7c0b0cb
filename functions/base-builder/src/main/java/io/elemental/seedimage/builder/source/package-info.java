/** Fetches the source of a base, whatever its server does. */
@NullMarked
package io.elemental.seedimage.builder.source;

import org.jspecify.annotations.NullMarked;
