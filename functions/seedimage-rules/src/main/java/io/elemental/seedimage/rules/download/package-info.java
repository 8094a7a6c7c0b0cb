/** How a request for an image is answered. */
@NullMarked
package io.elemental.seedimage.rules.download;

import org.jspecify.annotations.NullMarked;
