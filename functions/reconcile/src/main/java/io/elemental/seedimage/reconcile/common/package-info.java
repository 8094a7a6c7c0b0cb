/** What all steps share: limits of time, outcomes, turns. */
@NullMarked
package io.elemental.seedimage.reconcile.common;

import org.jspecify.annotations.NullMarked;
