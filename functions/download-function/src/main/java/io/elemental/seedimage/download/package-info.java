/** Serves images to holders of the registration token. */
@NullMarked
package io.elemental.seedimage.download;

import org.jspecify.annotations.NullMarked;
