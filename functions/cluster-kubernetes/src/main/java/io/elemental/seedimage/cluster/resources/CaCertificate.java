package io.elemental.seedimage.cluster.resources;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** The {@code caCert} of a registration: what the agent takes for certificates of a CA, or for the path of a file. */
final class CaCertificate {

    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^-----BEGIN CERTIFICATE-----\\s*\\n([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");
    private static final Pattern PATH = Pattern.compile("/[^\\s]+");

    private CaCertificate() {}

    /** What is wrong with it, to stand behind the name of the field; empty where it can be used. */
    static Optional<String> problem(String text) {
        if (holdsCertificate(text) || PATH.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of("no certificate that machines can read: " + remedy(text));
    }

    /** Of several blocks one that can be read is enough for the agent. */
    private static boolean holdsCertificate(String text) {
        return BLOCK.matcher(text).results().anyMatch(block -> isCertificate(block.group(1)));
    }

    private static boolean isCertificate(String base64) {
        try {
            var certificate = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate))
                    != null;
        } catch (CertificateException | IllegalArgumentException _) {
            return false;
        }
    }

    private static String remedy(String text) {
        if (text.contains(BEGIN) && text.contains("\\n")) {
            return "it has \\n in words where line breaks must be";
        }
        return isPemInBase64(text)
                ? "it is PEM in base64, where the PEM itself must be"
                : "it must be PEM, with -----BEGIN CERTIFICATE----- on the first line, or the path of a file in the image";
    }

    private static boolean isPemInBase64(String text) {
        try {
            var decoded = Base64.getMimeDecoder().decode(text);
            return new String(decoded, StandardCharsets.ISO_8859_1).startsWith(BEGIN);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
