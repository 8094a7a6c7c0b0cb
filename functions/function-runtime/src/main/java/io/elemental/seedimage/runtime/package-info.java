/** What a function needs to be one: its settings, and HTTP through Spring's routes on Tomcat. */
@NullMarked
package io.elemental.seedimage.runtime;

import org.jspecify.annotations.NullMarked;
