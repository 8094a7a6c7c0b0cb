/** In-memory ports, contract tests and image makers, for tests. */
@NullMarked
package io.elemental.seedimage.testing;

import org.jspecify.annotations.NullMarked;
