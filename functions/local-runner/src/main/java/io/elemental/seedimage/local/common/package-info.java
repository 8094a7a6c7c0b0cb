/** What several parts of the local runner need: its options, its terminal, its files. */
@NullMarked
package io.elemental.seedimage.local.common;

import org.jspecify.annotations.NullMarked;
