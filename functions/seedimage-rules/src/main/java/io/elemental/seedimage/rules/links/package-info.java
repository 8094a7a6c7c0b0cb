/** Links of ours: URLs that open one image without a token. */
@NullMarked
package io.elemental.seedimage.rules.links;

import org.jspecify.annotations.NullMarked;
