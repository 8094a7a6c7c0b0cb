/** What is told to the download function: the read model. */
@NullMarked
package io.elemental.seedimage.rules.catalog;

import org.jspecify.annotations.NullMarked;
