/** Through which HTTP proxies sources are asked. */
@NullMarked
package io.elemental.seedimage.rules.proxy;

import org.jspecify.annotations.NullMarked;
