package io.elemental.seedimage.builder.common;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Which certificate authorities are trusted: for sources the JDK's and those of the grant, for a store its own alone.
 */
public final class Trust {

    private Trust() {}

    /**
     * Trusts the runtime's authorities and further ones.
     *
     * @param ca PEM of further authorities
     */
    public static SSLContext of(@Nullable String ca) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, ca == null ? null : new X509TrustManager[] {manager(ca)}, null);
            return context;
        } catch (CertificateException _) {
            throw new UsageException("The grant's source.ca is not a PEM of certificates.");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /**
     * Trusts these authorities alone.
     *
     * @param ca PEM of the only authorities
     */
    public static SSLContext only(String ca) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {manager(ca, List.of())}, null);
            return context;
        } catch (CertificateException _) {
            throw new UsageException("The grant's storeCa is not a PEM of certificates.");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    private static X509TrustManager manager(String ca) throws GeneralSecurityException, IOException {
        return manager(ca, List.of(manager((KeyStore) null).getAcceptedIssuers()));
    }

    /** One manager for all authorities, because a context uses the first one only. */
    private static X509TrustManager manager(String ca, List<X509Certificate> more)
            throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var certificates = new ArrayList<>(more);
        CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(ca.getBytes(StandardCharsets.UTF_8)))
                .forEach(certificate -> certificates.add((X509Certificate) certificate));
        for (var number = 0; number < certificates.size(); number++) {
            store.setCertificateEntry("ca" + number, certificates.get(number));
        }
        return manager(store);
    }

    private static X509TrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Whether a connection failed because of whom it is with, so that the next try must fail too. */
    public static boolean isDistrust(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }
}
