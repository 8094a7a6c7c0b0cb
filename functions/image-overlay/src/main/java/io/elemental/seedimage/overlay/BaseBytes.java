package io.elemental.seedimage.overlay;

import java.io.IOException;
import java.io.InputStream;

/** Opens bytes of a base; fewer than asked for only where the base ends. */
@FunctionalInterface
public interface BaseBytes {

    InputStream open(ByteRange range) throws IOException;
}
