/** Registration tokens: read, checked, signed, and what the catalog keeps of them. */
@NullMarked
package io.elemental.seedimage.registration.token;

import org.jspecify.annotations.NullMarked;
