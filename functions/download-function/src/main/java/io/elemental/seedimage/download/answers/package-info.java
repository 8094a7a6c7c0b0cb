/** Answers: what is said of images, and problems. */
@NullMarked
package io.elemental.seedimage.download.answers;

import org.jspecify.annotations.NullMarked;
