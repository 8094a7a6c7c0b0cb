package io.elemental.seedimage.local.processes;

import io.elemental.seedimage.local.common.DataFile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that links are signed with: one for each data folder, so that links outlive the process. */
final class LocalLinkKey {

    private static final int BYTES = 32;

    private LocalLinkKey() {}

    /** In base64; made where there is none. */
    static String in(Path folder) {
        var file = folder.resolve("link.key");
        var known = DataFile.read(file);
        if (known != null) {
            return known;
        }
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        DataFile.writeSecret(file, Base64.getEncoder().encodeToString(secret));
        return String.valueOf(DataFile.read(file));
    }
}
