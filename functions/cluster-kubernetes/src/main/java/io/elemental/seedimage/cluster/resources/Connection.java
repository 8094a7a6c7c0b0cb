package io.elemental.seedimage.cluster.resources;

import io.elemental.seedimage.rules.cluster.Registration;
import java.util.Locale;
import java.util.Optional;

/** Whether the agent of a machine could ever reach its registration; an image for one that it cannot is useless. */
final class Connection {

    private static final String REGISTRATION = "spec.config.elemental.registration.";
    private static final String AGENT = "spec.config.elemental.agent.";

    private Connection() {}

    /** One sentence, without its full stop, that names the field and the remedy; empty where nothing is wrong. */
    static Optional<String> problem(Registration registration) {
        return certificate(registration).or(() -> address(registration)); // in the order in which an agent ends
    }

    private static Optional<String> certificate(Registration registration) {
        return Optional.ofNullable(registration.caCert())
                .flatMap(CaCertificate::problem)
                .map(problem -> "%scaCert is %s".formatted(REGISTRATION, problem));
    }

    private static Optional<String> address(Registration registration) {
        var uri = registration.uri().toLowerCase(Locale.ROOT);
        if (uri.startsWith("https://")) {
            return trustsSomebody(registration)
                    ? Optional.empty()
                    : Optional.of(("%suri is https, and machines would trust no certificate: %1$scaCert must be set, or"
                                    + " %suseSystemCertPool or insecureSkipTlsVerify must be true")
                            .formatted(REGISTRATION, AGENT));
        }
        if (uri.startsWith("http://")) {
            return says(registration, "insecureAllowHttp")
                    ? Optional.empty()
                    : Optional.of("%suri is http, which machines refuse: it must be https, or %sinsecureAllowHttp true"
                            .formatted(REGISTRATION, AGENT));
        }
        return Optional.of(
                "%suri has no scheme that machines know: it must begin with https://".formatted(REGISTRATION));
    }

    private static boolean trustsSomebody(Registration registration) {
        return registration.caCert() != null
                || says(registration, "useSystemCertPool")
                || says(registration, "insecureSkipTlsVerify");
    }

    private static boolean says(Registration registration, String field) {
        return Boolean.TRUE.equals(registration.agent().get(field));
    }
}
