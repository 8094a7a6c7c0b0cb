/** What a SeedImage says of its base, and what an installation says of registries. */
@NullMarked
package io.elemental.seedimage.rules.base;

import org.jspecify.annotations.NullMarked;
