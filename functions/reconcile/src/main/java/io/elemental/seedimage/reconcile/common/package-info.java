/** What all steps share: how long they may take, what ended them, and who has a turn. */
@NullMarked
package io.elemental.seedimage.reconcile.common;

import org.jspecify.annotations.NullMarked;
