/** Reads YAML that others put into an image, as the boot tool does. */
@NullMarked
package io.elemental.seedimage.builder.yaml;

import org.jspecify.annotations.NullMarked;
