/** One image all the way, checked with the tools of its users. */
@NullMarked
package io.elemental.seedimage.local.once;

import org.jspecify.annotations.NullMarked;
