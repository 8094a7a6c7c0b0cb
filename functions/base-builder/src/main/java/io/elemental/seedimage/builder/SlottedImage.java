package io.elemental.seedimage.builder;

import java.nio.file.Path;

/**
 * An image with slots in it.
 *
 * @param id of its placeholders
 */
record SlottedImage(Path file, String id) {}
