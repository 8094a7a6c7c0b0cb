package io.elemental.seedimage.builder.signature;

import io.elemental.seedimage.builder.common.RefusedException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The public key that images must be signed with: of ECDSA on P-256, or Ed25519. */
final class SigningKey {

    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,4096})-----END PUBLIC KEY-----\\s*");

    /** What the JDK's text of the parameters of P-256 begins with. */
    private static final String P256 = "secp256r1";

    private final PublicKey key;

    private SigningKey(PublicKey key) {
        this.key = key;
    }

    /** RefusedException where it is none. */
    static SigningKey parse(String pem) {
        var words = PEM.matcher(pem);
        if (words.matches()) {
            try {
                var spec = new X509EncodedKeySpec(Base64.getMimeDecoder().decode(words.group(1)));
                return List.of("EC", "Ed25519").stream()
                        .flatMap(kind -> key(kind, spec).stream())
                        .filter(SigningKey::isTaken)
                        .findFirst()
                        .map(SigningKey::new)
                        .orElseThrow(SigningKey::refused);
            } catch (IllegalArgumentException _) {
                throw refused();
            }
        }
        throw refused();
    }

    private static Optional<PublicKey> key(String kind, X509EncodedKeySpec spec) {
        try {
            return Optional.of(KeyFactory.getInstance(kind).generatePublic(spec));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static boolean isTaken(PublicKey key) {
        return key instanceof EdECPublicKey
                || (key instanceof ECPublicKey curve
                        && String.valueOf(curve.getParams()).contains(P256));
    }

    private static RefusedException refused() {
        return new RefusedException("The key of spec.baseVerification is not the PEM of a public key of ECDSA on P-256"
                + " or of Ed25519.");
    }

    /** Whether a signature over a message is by this key. */
    boolean signed(byte[] message, byte[] signature) {
        return key instanceof ECPublicKey
                ? signed("SHA256withECDSA", false, message, signature)
                : signed("Ed25519", false, message, signature) || signed("Ed25519", true, message, signature);
    }

    /** @param hashed whether Ed25519 signs a digest of the message (Ed25519ph), as cosign does for bundles */
    private boolean signed(String kind, boolean hashed, byte[] message, byte[] signature) {
        try {
            var check = Signature.getInstance(kind);
            if (hashed) {
                check.setParameter(new EdDSAParameterSpec(true));
            }
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
