/** The store, on any S3. */
@NullMarked
package io.elemental.seedimage.store;

import org.jspecify.annotations.NullMarked;
