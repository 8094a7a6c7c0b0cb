package io.elemental.seedimage.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.ClusterRefusedException;
import io.elemental.seedimage.rules.cluster.ClusterUnavailableException;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.testing.RegistrationsContract;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesRegistrationsTest implements RegistrationsContract {

    private final RealApiServer server = RealApiServer.orSkip();
    private final ActingProvider provider = new ActingProvider(server.client());
    private final Registrations registrations = new KubernetesRegistrations(server.client());
    private final ResourceRef ref = new ResourceRef(server.newNamespace(), "rack");

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public void put(Registration registration) {
        provider.put(registration);
    }

    @Override
    public void remove(ResourceRef registration) {
        provider.remove(registration);
    }

    @Test
    void takesTheDefaultsOfTheApiServer() {
        provider.apply(ref, Map.of("config", Map.of("elemental", Map.of("agent", Map.of()))));

        assertThat(find().agent())
                .containsOnly(
                        entry("hostname", Map.of("useExisting", true)),
                        entry("osPlugin", "/usr/lib/elemental/plugins/elemental.so"),
                        entry("reconciliation", 10_000_000_000L),
                        entry("workDir", "/var/lib/elemental/agent"));
    }

    @Test
    void addsNoDefaultsOfItsOwn() {
        provider.apply(ref, Map.of("config", Map.of()));

        assertThat(find().agent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "[]", "7"})
    void freeFormFieldsMayHoldAnything(String json) {
        var any = Serialization.unmarshal(json, Object.class);
        var registration = Map.of("uri", "https://e.example/x", "caCert", "/ca.pem");
        var elemental = Map.of("registration", registration, "install", any, "reset", any);
        provider.apply(ref, Map.of("config", Map.of("elemental", elemental, "cloudConfig", any)));
        provider.sayReady(ref);

        assertThat(find().uri()).isEqualTo("https://e.example/x");
        assertThat(find().ready()).isTrue();
    }

    @Test
    void aKeySecretWithoutTheKeyIsNone() {
        provider.apply(ref, Map.of());
        provider.putSecret(ref, Map.of("other", "x"));

        assertThat(find().privateKeyPem()).isEmpty();
    }

    @Test
    void readsNoOtherSecretThanThatOfTheName() {
        provider.apply(ref, Map.of());
        provider.putSecret(ref, Map.of("privKey", "the key"));
        var access = new Access(server, ref.namespace())
                .to("infrastructure.cluster.x-k8s.io", "elementalregistrations", "get")
                .toNamed("", "secrets", "rack", "get");

        try (var client = access.client()) {
            assertThat(new KubernetesRegistrations(client).find(ref).flatMap(Registration::privateKeyPem))
                    .hasValue("the key");
        }
    }

    @Test
    void saysWhatItMayNotDo() {
        provider.apply(ref, Map.of());
        var access = new Access(server, ref.namespace());

        try (var client = access.client()) {
            assertThatThrownBy(() -> new KubernetesRegistrations(client).find(ref))
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage("cannot get ElementalRegistration %s: the Kubernetes API answers with status 403", ref);
        }
        access.to("infrastructure.cluster.x-k8s.io", "elementalregistrations", "get");
        try (var client = access.client()) {
            assertThatThrownBy(() -> new KubernetesRegistrations(client).find(ref))
                    .isInstanceOf(ClusterRefusedException.class)
                    .hasMessage("cannot get Secret %s: the Kubernetes API answers with status 403", ref);
        }
    }

    @Test
    void saysWhenNobodyAnswers() {
        try (var client = Access.toNobody()) {
            assertThatThrownBy(() -> new KubernetesRegistrations(client).find(ref))
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessage("cannot get ElementalRegistration %s: the Kubernetes API does not answer", ref);
        }
    }

    private Registration find() {
        return registrations.find(ref).orElseThrow();
    }
}
