package io.elemental.seedimage.builder.source;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of an answer: bytes, or the end.
 *
 * @param failure that the end is; null: none
 */
record BodyPortion(
        List<ByteBuffer> bytes, boolean end, @Nullable Throwable failure) {}
