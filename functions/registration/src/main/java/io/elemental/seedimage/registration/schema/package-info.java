/** What the boot tool takes in a cloud-config, and what it would ignore or do otherwise. */
@NullMarked
package io.elemental.seedimage.registration.schema;

import org.jspecify.annotations.NullMarked;
