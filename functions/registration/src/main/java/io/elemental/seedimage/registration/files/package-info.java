/** The two files that a seed image carries, as the boot tool reads them. */
@NullMarked
package io.elemental.seedimage.registration.files;

import org.jspecify.annotations.NullMarked;
