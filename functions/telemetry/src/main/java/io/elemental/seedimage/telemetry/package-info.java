/** What the functions count, time and push. */
@NullMarked
package io.elemental.seedimage.telemetry;

import org.jspecify.annotations.NullMarked;
