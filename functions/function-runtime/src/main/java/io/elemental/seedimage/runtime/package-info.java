/** What every function needs: settings from the environment, and HTTP through Spring's routes on Tomcat. */
@NullMarked
package io.elemental.seedimage.runtime;

import org.jspecify.annotations.NullMarked;
