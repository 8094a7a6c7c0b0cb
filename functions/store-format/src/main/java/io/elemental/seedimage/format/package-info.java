/** What lies in the store: documents, keys, and the order they are written in. */
@NullMarked
package io.elemental.seedimage.format;

import org.jspecify.annotations.NullMarked;
