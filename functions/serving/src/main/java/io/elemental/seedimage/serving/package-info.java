/** What a function needs to be one: its settings, and HTTP through Spring's routes on Tomcat. */
@NullMarked
package io.elemental.seedimage.serving;

import org.jspecify.annotations.NullMarked;
