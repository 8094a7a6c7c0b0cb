/** What all steps of a build share: disk space, time limits, progress, and how failures are told. */
@NullMarked
package io.elemental.seedimage.builder.common;

import org.jspecify.annotations.NullMarked;
