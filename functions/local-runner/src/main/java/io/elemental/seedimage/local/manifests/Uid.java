package io.elemental.seedimage.local.manifests;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The uid that an API server would have given: made from kind, namespace and name, so that it is always the same. */
final class Uid {

    private Uid() {}

    static String of(Manifest manifest) {
        var name = manifest.kind() + " " + manifest.ref();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
