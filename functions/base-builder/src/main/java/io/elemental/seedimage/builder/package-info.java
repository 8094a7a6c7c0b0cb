/** Makes one prepared base from one source: a plain program. */
@NullMarked
package io.elemental.seedimage.builder;

import org.jspecify.annotations.NullMarked;
