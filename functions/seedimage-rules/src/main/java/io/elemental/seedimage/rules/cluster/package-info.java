/** What the Kubernetes API, or a folder in its place, must be able to do, and what it holds. */
@NullMarked
package io.elemental.seedimage.rules.cluster;

import org.jspecify.annotations.NullMarked;
