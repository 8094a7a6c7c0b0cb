/** Which pages of other origins may read the answers (CORS). */
@NullMarked
package io.elemental.seedimage.download.cors;

import org.jspecify.annotations.NullMarked;
