/** What an installation decides about images, builds and the sweep. */
@NullMarked
package io.elemental.seedimage.reconcile.settings;

import org.jspecify.annotations.NullMarked;
