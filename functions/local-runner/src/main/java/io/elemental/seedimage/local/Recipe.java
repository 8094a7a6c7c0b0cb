package io.elemental.seedimage.local;

import java.nio.file.Path;

/** Commands to paste: download, check, look inside. */
final class Recipe {

    private Recipe() {}

    static String of(Endpoint endpoint, String fileName, Path manifest) {
        return """

                Ready. Paste into another terminal:

                  # Download with the registration's token; the file with the header is yours alone (0600).
                  curl -fL --retry 20 -H %1$s -o %2$s '%3$s'

                  # Check the digest.
                  curl -fsS -H %1$s '%4$s' | sha256sum -c -

                  # Look inside.
                  xorriso -osirrox on -indev %2$s -extract /iso-config iso-config
                  head -n 25 iso-config/90-elemental-agent.yaml iso-config/cloud-config.yaml

                Edit %5$s and download again: the change is in the image at once.
                Ctrl-C ends everything.
                """.formatted(
                        quoted(endpoint.headerArgument()), fileName, endpoint.image(), endpoint.checksum(), manifest);
    }

    private static String quoted(String argument) {
        return argument.matches("[A-Za-z0-9@%+=:,./_-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
