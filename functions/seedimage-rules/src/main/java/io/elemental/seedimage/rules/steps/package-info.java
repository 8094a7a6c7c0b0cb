/** What a SeedImage and its images need next. */
@NullMarked
package io.elemental.seedimage.rules.steps;

import org.jspecify.annotations.NullMarked;
