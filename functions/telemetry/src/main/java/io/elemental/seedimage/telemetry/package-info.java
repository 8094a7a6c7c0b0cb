/** What the functions count, time and push, and the id that a request's log lines share. */
@NullMarked
package io.elemental.seedimage.telemetry;

import org.jspecify.annotations.NullMarked;
