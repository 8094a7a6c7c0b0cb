/** Registration tokens, agent configuration and cloud-config. */
@NullMarked
package io.elemental.seedimage.registration;

import org.jspecify.annotations.NullMarked;
