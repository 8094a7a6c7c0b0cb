package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.runtime.Variables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The certificates that web servers and registries are trusted by, beside those that everybody trusts. */
final class SourceAuthorities {

    static final String SETTING = "SEEDIMAGE_RECONCILE_SOURCES_CA_FILE";

    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";

    /** In bytes: with the links of a build they must fit into a Secret, which has a MiB at most. */
    private static final int LARGEST = 128 * 1024;

    private SourceAuthorities() {}

    /** The PEM in the file of the setting; empty where there is none. */
    static Optional<String> of(Variables variables) {
        return Optional.of(variables.text(SETTING, ""))
                .filter(file -> !file.isEmpty())
                .map(SourceAuthorities::read);
    }

    private static String read(String file) {
        try (var stream = Files.newInputStream(Path.of(file))) {
            var bytes = stream.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new InvalidInputException("%s '%s' has more than %s bytes".formatted(SETTING, file, LARGEST));
            }
            var pem = new String(bytes, StandardCharsets.US_ASCII);
            if (!pem.contains(CERTIFICATE)) {
                throw new InvalidInputException("%s '%s' has no '%s' in it".formatted(SETTING, file, CERTIFICATE));
            }
            return pem;
        } catch (IOException | InvalidPathException _) {
            throw new InvalidInputException("%s '%s' cannot be read".formatted(SETTING, file));
        }
    }
}
