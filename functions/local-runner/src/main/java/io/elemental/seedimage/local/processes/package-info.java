/** The parts of an installation on a laptop: what runs in processes of its own, and what ties them together. */
@NullMarked
package io.elemental.seedimage.local.processes;

import org.jspecify.annotations.NullMarked;
