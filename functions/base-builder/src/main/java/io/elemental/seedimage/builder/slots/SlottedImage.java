package io.elemental.seedimage.builder.slots;

import java.nio.file.Path;

/**
 * An image with slots in it.
 *
 * @param id of its placeholders
 */
public record SlottedImage(Path file, String id) {}
