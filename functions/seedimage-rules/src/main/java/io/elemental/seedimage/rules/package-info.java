/** The rules: values, decisions and ports of seed images, in plain Java. */
@NullMarked
package io.elemental.seedimage.rules;

import org.jspecify.annotations.NullMarked;
