/** What the object store must be able to do, and what it answers. */
@NullMarked
package io.elemental.seedimage.rules.store;

import org.jspecify.annotations.NullMarked;
