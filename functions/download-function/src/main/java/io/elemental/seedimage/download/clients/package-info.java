/** Who asks, and how often in vain. */
@NullMarked
package io.elemental.seedimage.download.clients;

import org.jspecify.annotations.NullMarked;
