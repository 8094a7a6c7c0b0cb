package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who may vouch for the store's certificate.
 *
 * @param pem certificates; empty: the authorities that the runtime trusts
 */
public record Authorities(String pem) {

    /** Those that the runtime trusts. */
    public static final Authorities USUAL = new Authorities("");

    private static final long MOST_BYTES = 1024 * 1024;

    /** An installation's own, instead of the runtime's; {@link InvalidInputException} names the setting. */
    static Authorities read(String setting, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InvalidInputException("%s '%s' has more than %s bytes".formatted(setting, file, MOST_BYTES));
            }
            var pem = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (certificates(pem).isEmpty()) {
                throw new CertificateException("none");
            }
            return new Authorities(pem);
        } catch (IOException _) {
            throw new InvalidInputException("%s '%s' cannot be read".formatted(setting, file));
        } catch (CertificateException _) {
            throw new InvalidInputException("%s '%s' is not a PEM of certificates".formatted(setting, file));
        }
    }

    boolean usual() {
        return pem.isEmpty();
    }

    /** That trust these certificates and no others. */
    TrustManager[] trustManagers() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            var number = 0;
            for (var certificate : certificates(pem)) {
                store.setCertificateEntry("ca" + number++, certificate);
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static Collection<? extends java.security.cert.Certificate> certificates(String pem)
            throws CertificateException {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1));
        return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(bytes));
    }

    @Override
    public String toString() {
        return usual() ? "the runtime's" : "its own";
    }
}
