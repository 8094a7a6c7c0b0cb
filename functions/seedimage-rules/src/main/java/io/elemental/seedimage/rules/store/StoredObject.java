package io.elemental.seedimage.rules.store;

/** A small object, read whole. Not compared by content. */
@SuppressWarnings("ArrayRecordComponent") // carried from the store to its reader, never compared
public record StoredObject(byte[] content, String etag) {}
