/** What is told of SeedImages beside their images. */
@NullMarked
package io.elemental.seedimage.download.status;

import org.jspecify.annotations.NullMarked;
