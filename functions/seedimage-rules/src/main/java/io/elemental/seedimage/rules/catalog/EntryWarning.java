package io.elemental.seedimage.rules.catalog;

/**
 * What a machine will not do, or not as the author of its SeedImage wrote.
 *
 * @param path of the field
 * @param message a sentence without its subject, which is the field
 */
public record EntryWarning(String path, String message) {}
