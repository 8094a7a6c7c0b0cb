package io.elemental.seedimage.local;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.cluster.Registration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Reads an ElementalRegistration and its key Secret from their manifests. */
final class RegistrationManifest {

    private RegistrationManifest() {}

    static Registration of(Manifest manifest, Optional<String> privateKey) {
        var elemental = manifest.fields().object("spec").object("config").object("elemental");
        var registration = elemental.object("registration");
        var uri = registration.text("uri").orElse("");
        var token = registration.text("token").orElse("");
        return new Registration(
                manifest.ref(),
                Uid.of(manifest),
                ready(manifest, !uri.isEmpty() && !token.isEmpty()),
                uri,
                registration.text("caCert").orElse(null),
                token,
                registration.whole("tokenDuration").orElse(null),
                elemental.object("agent").values(),
                privateKey);
    }

    /** The PEM in a Secret's {@code stringData.privKey} or {@code data.privKey}. */
    static Optional<String> privateKey(Manifest secret) {
        var plain = secret.fields().object("stringData").text("privKey");
        return plain.or(() -> secret.fields().object("data").text("privKey").map(RegistrationManifest::decoded));
    }

    /** Without a status no provider has been at work: then it counts that what it would write is there. */
    private static boolean ready(Manifest manifest, boolean complete) {
        var status = manifest.fields().object("status");
        return status.has("conditions")
                ? status.objects("conditions").stream()
                        .filter(condition -> condition.text("type").equals(Optional.of("Ready")))
                        .anyMatch(condition -> condition.text("status").equals(Optional.of("True")))
                : complete;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new InvalidInputException("data.privKey is not base64");
        }
    }
}
