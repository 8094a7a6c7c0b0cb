/** Reads answers of the Kubernetes API as they arrive. Whatever one object holds, it harms no other object. */
@NullMarked
package io.elemental.seedimage.cluster.api;

import org.jspecify.annotations.NullMarked;
