package io.elemental.seedimage.cluster.resources;

import static io.elemental.seedimage.testing.RegistrationsContract.CERTIFICATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.cluster.api.ReadJson;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent of a machine refuses is refused before an image is made. */
class ConnectionTest {

    private static final String CA_CERT =
            "spec.config.elemental.registration.caCert is no certificate that machines can read: ";
    private static final String URI = "spec.config.elemental.registration.uri ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'uri': 'https://e.example/x', 'caCert': '/etc/pki/ca.pem'} ",
                "'uri': 'https://e.example/x'}, 'agent': {'useSystemCertPool': true}",
                "'uri': 'https://e.example/x'}, 'agent': {'insecureSkipTlsVerify': true}",
                "'uri': 'HTTPS://e.example/x'}, 'agent': {'useSystemCertPool': true}",
                "'uri': 'http://e.example/x'}, 'agent': {'insecureAllowHttp': true}",
            })
    void takesWhatTheAgentTakes(String fields) {
        var registration = read(fields.contains("agent") ? fields : fields + ", 'agent': {}");

        assertThat(registration.problem()).isEmpty();
        assertThat(registration.ready()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'uri': 'https://e.example/x'}, 'agent': {}"
                        + "| is https, and machines would trust no certificate: spec.config.elemental.registration.caCert"
                        + " must be set, or spec.config.elemental.agent.useSystemCertPool or insecureSkipTlsVerify must be"
                        + " true",
                "'uri': 'https://e.example/x', 'caCert': ''}, 'agent': {'useSystemCertPool': false}"
                        + "| is https, and machines would trust no certificate: spec.config.elemental.registration.caCert"
                        + " must be set, or spec.config.elemental.agent.useSystemCertPool or insecureSkipTlsVerify must be"
                        + " true",
                "'uri': 'http://e.example/x'}, 'agent': {'insecureAllowHttp': false, 'insecureSkipTlsVerify': true}"
                        + "| is http, which machines refuse: it must be https, or"
                        + " spec.config.elemental.agent.insecureAllowHttp true",
                "'uri': 'e.example/x'}, 'agent': {'insecureAllowHttp': true}"
                        + "| has no scheme that machines know: it must begin with https://",
                "'uri': 'ftp://e.example/x'}, 'agent': {'insecureAllowHttp': true}"
                        + "| has no scheme that machines know: it must begin with https://",
            })
    void saysWhatTheAgentRefuses(String fields, String sentence) {
        var registration = read(fields);

        assertThat(registration.problem()).hasValue(URI + sentence);
        assertThat(registration.ready()).isFalse();
        assertThat(registration.uri()).endsWith("e.example/x");
        assertThat(registration.privateKeyPem()).hasValue("key");
    }

    @Test
    void takesCertificates() {
        assertThat(caCert(CERTIFICATE)).isEmpty();
        assertThat(caCert("# ours\n" + CERTIFICATE.replace("\n", "\r\n"))).isEmpty();
        assertThat(caCert("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" + CERTIFICATE))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNone() {
        var must =
                "it must be PEM, with -----BEGIN CERTIFICATE----- on the first line, or the path of a file in the image";

        assertThat(caCert("not a certificate")).hasValue(CA_CERT + must);
        assertThat(caCert("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"))
                .hasValue(CA_CERT + must);
        assertThat(caCert(CERTIFICATE.replace("CERTIFICATE", "PRIVATE KEY"))).hasValue(CA_CERT + must);
        assertThat(caCert(CERTIFICATE.replace("\n", "\\n")))
                .hasValue(CA_CERT + "it has \\n in words where line breaks must be");
        assertThat(caCert(Base64.getEncoder().encodeToString(CERTIFICATE.getBytes(StandardCharsets.UTF_8))))
                .hasValue(CA_CERT + "it is PEM in base64, where the PEM itself must be");
    }

    /** The provider writes certificate and token. */
    @Test
    void waitsForWhatIsNotCompleted() {
        var registration = RegistrationResource.read(
                new ResourceRef("fleet", "rack"),
                ReadJson.part(
                        "{\"spec\": {\"config\": {\"elemental\": {\"registration\": {\"uri\": \"https://e.example\"}}}}}",
                        RegistrationResource.PART),
                Optional.empty());

        assertThat(registration.problem()).isEmpty();
    }

    private static Optional<String> caCert(String text) {
        var problem = read("'uri': 'https://e.example/x', 'caCert': '%s'}, 'agent': {}"
                        .formatted(
                                text.replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")))
                .problem();
        return problem;
    }

    /** @param fields of the registration, and those behind it */
    private static Registration read(String fields) {
        var json = """
                {'metadata': {'uid': 'uid'}, 'spec': {'config': {'elemental': {'registration': {'token': 'a.b.c', %s}}},
                 'status': {'conditions': [{'type': 'Ready', 'status': 'True'}]}}
                """.formatted(fields).replace('\'', '"');
        return RegistrationResource.read(
                new ResourceRef("fleet", "rack"), ReadJson.part(json, RegistrationResource.PART), Optional.of("key"));
    }
}
