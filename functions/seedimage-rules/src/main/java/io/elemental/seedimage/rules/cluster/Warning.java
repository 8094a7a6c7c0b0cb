package io.elemental.seedimage.rules.cluster;

/**
 * What the author of a SeedImage wrote and the machine will not do, or not so.
 *
 * @param path of the field
 * @param message a sentence without its subject, which is the field
 */
public record Warning(String path, String message) {}
