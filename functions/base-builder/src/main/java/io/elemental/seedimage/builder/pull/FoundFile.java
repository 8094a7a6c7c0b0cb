package io.elemental.seedimage.builder.pull;

import java.nio.file.Path;

/** A file of an image that was looked for. */
sealed interface FoundFile {

    /** Its name in the image, or that of the layer that it is. */
    String name();

    /** With its bytes, unpacked. */
    record Regular(String name, Path file) implements FoundFile {}

    /**
     * By another name of it.
     *
     * @param layer to begin at: 0 is the lowest
     */
    record Link(String name, String target, int layer) implements FoundFile {}
}
