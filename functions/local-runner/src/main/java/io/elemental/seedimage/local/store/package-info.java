/** The store on a laptop: an embedded one on a folder, or one that was named. */
@NullMarked
package io.elemental.seedimage.local.store;

import org.jspecify.annotations.NullMarked;
