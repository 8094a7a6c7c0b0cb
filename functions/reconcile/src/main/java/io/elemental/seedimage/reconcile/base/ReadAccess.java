package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.SourceDocument;
import io.elemental.seedimage.rules.BaseSource;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.NamedObjects;
import io.elemental.seedimage.rules.cluster.NamedSecret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the Secrets and ConfigMaps that a source is reached with. */
public final class ReadAccess {

    /** In bytes, as JSON writes them. */
    private static final int LARGEST = 256 * 1024;

    private static final String SECRET = "spec.basePullSecretRef";
    private static final String KEY = "spec.baseVerification.keySecretRef";
    private static final String AUTHORITIES = "spec.baseCA.configMapRef";

    private final NamedObjects objects;

    public ReadAccess(NamedObjects objects) {
        this.objects = objects;
    }

    /** One sentence that says why a source cannot be reached so; else empty. */
    Optional<String> objection(BaseSource from, SourceDocument source) {
        try {
            var _ = read(from, source);
            return Optional.empty();
        } catch (InvalidInputException e) {
            return Optional.of(e.getMessage() + ".");
        }
    }

    /** {@link InvalidInputException} with one sentence where an object is missing, or has not what it is named for. */
    SourceAccess read(BaseSource from, SourceDocument source) {
        var access = source.access();
        if (access == null) {
            return SourceAccess.NONE;
        }
        var namespace = String.valueOf(source.scope());
        var secret = Optional.ofNullable(access.pullSecret()).map(name -> secret(SECRET, namespace, name));
        var image = from instanceof BaseSource.Image;
        return fitting(new SourceAccess(
                image ? null : secret.map(found -> basic(from, access, found)).orElse(null),
                image ? secret.map(found -> dockerConfig(access, found)).orElse(null) : null,
                Optional.ofNullable(access.authorities())
                        .map(name -> authorities(namespace, name))
                        .orElse(null),
                key(namespace, access)));
    }

    /** The grant that it goes into, with the links of a build, is a Secret. */
    private static SourceAccess fitting(SourceAccess access) {
        if (access.size() > LARGEST) {
            throw new InvalidInputException("%s, %s and %s name objects with %s bytes in all; at most %s are taken"
                    .formatted(SECRET, AUTHORITIES, KEY, access.size(), LARGEST));
        }
        return access;
    }

    private @Nullable String key(String namespace, SourceDocument.Access access) {
        return Optional.ofNullable(access.keySecret())
                .map(name -> text(
                        KEY,
                        name,
                        secret(KEY, namespace, name).data().get(NamedSecret.COSIGN_KEY),
                        NamedSecret.COSIGN_KEY))
                .orElse(access.publicKey());
    }

    private String authorities(String namespace, String name) {
        var data = objects.configMap(new ResourceRef(namespace, name))
                .orElseThrow(() ->
                        new InvalidInputException("%s names the ConfigMap '%s', which is not in the namespace '%s'"
                                .formatted(AUTHORITIES, name, namespace)));
        var pem = text(AUTHORITIES, name, data.get(NamedSecret.AUTHORITIES_KEY), NamedSecret.AUTHORITIES_KEY);
        try (var stream = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8))) {
            if (!CertificateFactory.getInstance("X.509")
                    .generateCertificates(stream)
                    .isEmpty()) {
                return pem;
            }
        } catch (CertificateException | IOException _) {
            // said below, without the text
        }
        throw new InvalidInputException("%s names '%s', whose '%s' is no PEM of certificates"
                .formatted(AUTHORITIES, name, NamedSecret.AUTHORITIES_KEY));
    }

    private NamedSecret secret(String field, String namespace, String name) {
        return objects.secret(new ResourceRef(namespace, name))
                .orElseThrow(
                        () -> new InvalidInputException("%s names the Secret '%s', which is not in the namespace '%s'"
                                .formatted(field, name, namespace)));
    }

    private static String dockerConfig(SourceDocument.Access access, NamedSecret secret) {
        requireType(access, secret, NamedSecret.DOCKER_CONFIG, "a registry");
        return text(
                SECRET,
                access.pullSecret(),
                secret.data().get(NamedSecret.DOCKER_CONFIG_KEY),
                NamedSecret.DOCKER_CONFIG_KEY);
    }

    /** The value of the Authorization header. */
    private static String basic(BaseSource from, SourceDocument.Access access, NamedSecret secret) {
        requireType(access, secret, NamedSecret.BASIC, "a web server");
        if (!(from instanceof BaseSource.Web web) || !web.canonical().startsWith("https:")) {
            throw new InvalidInputException(
                    SECRET + " needs an https base: by http, everybody on the way could read the password");
        }
        if (secret.host().filter(web.host()::equalsIgnoreCase).isEmpty()) {
            throw new InvalidInputException(
                    "%s names the Secret '%s', whose annotation %s is not '%s', the host of spec.baseImage"
                            .formatted(SECRET, access.pullSecret(), NamedSecret.HOST_ANNOTATION, web.host()));
        }
        var user = text(SECRET, access.pullSecret(), secret.data().get("username"), "username");
        var password = text(SECRET, access.pullSecret(), secret.data().get("password"), "password");
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static void requireType(SourceDocument.Access access, NamedSecret secret, String type, String who) {
        if (!secret.type().equals(type)) {
            throw new InvalidInputException("%s names the Secret '%s', whose type is not %s, which %s needs"
                    .formatted(SECRET, access.pullSecret(), type, who));
        }
    }

    private static String text(String field, @Nullable String name, @Nullable String text, String key) {
        if (text == null || text.isBlank()) {
            throw new InvalidInputException("%s names '%s', which has no '%s'".formatted(field, name, key));
        }
        return text;
    }
}
