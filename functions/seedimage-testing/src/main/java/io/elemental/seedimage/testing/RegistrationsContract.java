package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What all {@link Registrations} must do. */
public interface RegistrationsContract {

    /** Of a CA whose key nobody has. */
    String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBeDCCAR6gAwIBAgIITRPnqQwhuFYwCgYIKoZIzj0EAwIwHzEdMBsGA1UEAwwU
            ZWxlbWVudGFsLWV4YW1wbGUtY2EwIBcNMjUwMTAxMDAwMDAwWhgPMjEyNDEyMzEy
            MzU5NTlaMB8xHTAbBgNVBAMMFGVsZW1lbnRhbC1leGFtcGxlLWNhMFkwEwYHKoZI
            zj0CAQYIKoZIzj0DAQcDQgAEwzIXB3j2hVIJo3rXrCJYf/e4w931txkhFTf6wiYE
            z8ijzppn+CDIgg0MSnx5J8ZzNzZ43/kdrgcG+raIKC6aZqNCMEAwDwYDVR0TAQH/
            BAUwAwEB/zAOBgNVHQ8BAf8EBAMCAQYwHQYDVR0OBBYEFJeIaBuPPL6aveVfP4Yf
            lGtEd2DkMAoGCCqGSM49BAMCA0gAMEUCIHbYfhWNIlgt+1n3f+Q93Z5LaAtk6pbh
            LXMBLlf5tBfjAiEAoAlw/lHVmyJpUV1guAz2cMYP1zhwBOBQSkL8WDEnOn4=
            -----END CERTIFICATE-----
            """;

    Registrations registrations();

    /** Puts a registration where the registrations are read from, in place of one of that name; its uid may differ. */
    void put(Registration registration);

    void remove(ResourceRef ref);

    @Test
    default void findsNothingOfTheUnknown() {
        assertThat(registrations().find(someRef())).isEmpty();
    }

    @Test
    default void findsWhatIsThere() {
        var registration = complete(someRef());

        put(registration);

        var found = find(registration.ref());
        assertThat(found).usingRecursiveComparison().ignoringFields("uid").isEqualTo(registration);
        assertThat(found.uid()).isNotBlank();
        assertThat(found.agent()).isEqualTo(registration.agent());
    }

    @Test
    default void aRegistrationKeepsItsUid() {
        var registration = complete(someRef());
        put(registration);
        var uid = find(registration.ref()).uid();

        assertThat(find(registration.ref()).uid()).isEqualTo(uid);
    }

    @Test
    default void doesNotMixUpNamesOfTwoNamespaces() {
        var here = complete(someRef());
        var there = new ResourceRef("contract-other", here.ref().name());

        put(here);

        assertThat(registrations().find(there)).isEmpty();
    }

    @Test
    default void whatIsMissingIsAbsent() {
        var ref = someRef();

        put(new Registration(ref, "uid", false, "", null, "", null, agent(), Optional.empty()));

        var found = find(ref);
        assertThat(found.ready()).isFalse();
        assertThat(found.uri()).isEmpty();
        assertThat(found.caCert()).isNull();
        assertThat(found.token()).isEmpty();
        assertThat(found.tokenDuration()).isNull();
        assertThat(found.privateKeyPem()).isEmpty();
    }

    @Test
    default void seesAnotherKey() {
        var ref = someRef();
        put(complete(ref));

        put(withKey(complete(ref), Optional.of("another key")));
        assertThat(find(ref).privateKeyPem()).hasValue("another key");

        put(withKey(complete(ref), Optional.empty()));
        assertThat(find(ref).privateKeyPem()).isEmpty();
    }

    @Test
    default void forgetsWhatIsGone() {
        var ref = someRef();
        put(complete(ref));

        remove(ref);

        assertThat(registrations().find(ref)).isEmpty();
    }

    private Registration find(ResourceRef ref) {
        return registrations().find(ref).orElseThrow();
    }

    private static ResourceRef someRef() {
        return new ResourceRef("contract", "rack-" + UUID.randomUUID());
    }

    private static Registration complete(ResourceRef ref) {
        return new Registration(
                ref,
                "uid",
                true,
                "https://elemental.example/elemental/v1/namespaces/contract/registrations/rack",
                CERTIFICATE,
                "a.b.c",
                3153600000000000000L, // 100 years in nanoseconds: no double has it
                agent(),
                Optional.of("-----BEGIN PRIVATE KEY-----\nnot a real one\n-----END PRIVATE KEY-----\n"));
    }

    /** All that an API server would fill in is there. */
    private static Map<String, @Nullable Object> agent() {
        var agent = new LinkedHashMap<String, @Nullable Object>();
        agent.put("debug", true);
        agent.put("hostname", Map.of("prefix", "m-", "useExisting", false));
        agent.put("osPlugin", "/usr/lib/elemental/plugins/elemental.so");
        agent.put("postInstall", Map.of("reboot", true));
        agent.put("reconciliation", 10_000_000_000L);
        agent.put("workDir", "/oem/elemental/agent");
        return agent;
    }

    private static Registration withKey(Registration registration, Optional<String> key) {
        return new Registration(
                registration.ref(),
                registration.uid(),
                registration.ready(),
                registration.uri(),
                registration.caCert(),
                registration.token(),
                registration.tokenDuration(),
                registration.agent(),
                key);
    }
}
