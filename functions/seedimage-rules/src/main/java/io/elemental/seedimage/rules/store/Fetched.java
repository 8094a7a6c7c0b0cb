package io.elemental.seedimage.rules.store;

/** The answer to "has this object changed since I read it?". */
public sealed interface Fetched {

    record Found(StoredObject object) implements Fetched {}

    record NotModified() implements Fetched {}

    record Missing() implements Fetched {}
}
