package io.elemental.seedimage.overlay;

/**
 * A slot that a base is to have.
 *
 * @param length in bytes
 */
public record SlotSpec(String name, int length) {}
