/** Uploads the base and what is said of it, through presigned URLs. */
@NullMarked
package io.elemental.seedimage.builder.upload;

import org.jspecify.annotations.NullMarked;
