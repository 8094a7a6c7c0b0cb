/** Everything on a laptop: a store on a folder, manifests from a folder. */
@NullMarked
package io.elemental.seedimage.local;

import org.jspecify.annotations.NullMarked;
