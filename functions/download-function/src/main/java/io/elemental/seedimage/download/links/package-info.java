/** Links of ours: what makes URLs of them, and what they open. */
@NullMarked
package io.elemental.seedimage.download.links;

import org.jspecify.annotations.NullMarked;
