package io.elemental.seedimage.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A certificate that nobody but itself vouches for, and its key, as MinIO wants them: public.crt and private.key.
 *
 * @param folder of both
 */
public record TestCertificate(Path folder) {

    private static final String PASSWORD = "changeit";

    /**
     * Makes one with keytool.
     *
     * @param subject such as "ip:127.0.0.1" or "dns:store.example"
     */
    public static TestCertificate make(Path folder, String subject) {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        ExternalCommand.run(
                folder,
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + folder.getFileName(),
                "-alias",
                "test",
                "-ext",
                "san=" + subject,
                "-keystore",
                "keys.p12",
                "-storepass",
                PASSWORD,
                "-validity",
                "3650");
        try {
            var keys = KeyStore.getInstance(folder.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
            write(
                    folder.resolve("public.crt"),
                    "CERTIFICATE",
                    keys.getCertificate("test").getEncoded());
            write(
                    folder.resolve("private.key"),
                    "PRIVATE KEY",
                    keys.getKey("test", PASSWORD.toCharArray()).getEncoded());
            return new TestCertificate(folder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("keytool made no certificate", e);
        }
    }

    /** The certificate, as PEM. */
    public Path file() {
        return folder.resolve("public.crt");
    }

    private static void write(Path file, String what, byte[] content) throws IOException {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
    }
}
