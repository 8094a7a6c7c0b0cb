/** Asks registries of images: manifests, blobs, tokens. Everything that they answer is untrusted. */
@NullMarked
package io.elemental.seedimage.builder.registry;

import org.jspecify.annotations.NullMarked;
