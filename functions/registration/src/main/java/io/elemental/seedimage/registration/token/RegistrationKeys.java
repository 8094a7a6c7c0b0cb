package io.elemental.seedimage.registration.token;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** The Ed25519 keys of registrations, as PEM. */
public final class RegistrationKeys {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private RegistrationKeys() {}

    /** A new private key (PKCS#8), as the provider puts into a registration's Secret. */
    public static String generate() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return Pem.write(PRIVATE, pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }

    /** The public half (SubjectPublicKeyInfo) of a private key; empty where that is unreadable. */
    static Optional<String> publicPem(String privateKeyPem) {
        return privateKey(privateKeyPem)
                .flatMap(key -> key instanceof EdECPrivateKey edwards ? edwards.getBytes() : Optional.empty())
                .map(seed -> Pem.write(PUBLIC, publicHalf(seed)));
    }

    static Optional<PrivateKey> privateKey(String pem) {
        return Pem.read(PRIVATE, pem).flatMap(der -> {
            try {
                return Optional.of(factory().generatePrivate(new PKCS8EncodedKeySpec(der)));
            } catch (InvalidKeySpecException _) {
                return Optional.empty();
            }
        });
    }

    static Optional<PublicKey> publicKey(String pem) {
        return Pem.read(PUBLIC, pem).flatMap(der -> {
            try {
                return Optional.of(factory().generatePublic(new X509EncodedKeySpec(der)));
            } catch (InvalidKeySpecException _) {
                return Optional.empty();
            }
        });
    }

    // The Secret holds only the seed, and the JDK has no way from there to the public key.
    private static byte[] publicHalf(byte[] seed) {
        try {
            var key = new Ed25519PrivateKeyParameters(seed).generatePublicKey();
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("32 bytes that cannot be written as a key", e);
        }
    }

    private static KeyFactory factory() {
        try {
            return KeyFactory.getInstance("Ed25519");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has Ed25519", e);
        }
    }
}
