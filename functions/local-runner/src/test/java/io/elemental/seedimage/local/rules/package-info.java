/** The rules of architecture, module by module. */
@NullMarked
package io.elemental.seedimage.local.rules;

import org.jspecify.annotations.NullMarked;
