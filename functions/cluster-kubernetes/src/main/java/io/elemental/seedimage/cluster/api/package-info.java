/** Answers of the Kubernetes API, read as they arrive: whatever others put into an object, it is that object's own. */
@NullMarked
package io.elemental.seedimage.cluster.api;

import org.jspecify.annotations.NullMarked;
