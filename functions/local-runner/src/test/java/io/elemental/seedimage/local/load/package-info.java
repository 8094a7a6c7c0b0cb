/** Clients that load a server, at little cost of their own: the machine is shared with what is measured. */
@NullMarked
package io.elemental.seedimage.local.load;

import org.jspecify.annotations.NullMarked;
