package io.elemental.seedimage.cluster;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Registration;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads an ElementalRegistration as it is stored, whoever stored it: one that makes no sense is not ready. */
final class RegistrationResource {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationResource.class);

    private RegistrationResource() {}

    /** @param resource its JSON tree */
    static Registration read(ResourceRef ref, String uid, Map<?, ?> resource, Optional<String> privateKeyPem) {
        try {
            return read(ref, uid, new JsonFields("", resource), privateKeyPem);
        } catch (InvalidInputException e) {
            LOG.atWarn()
                    .addKeyValue("registration", ref)
                    .addKeyValue("problem", e.getMessage())
                    .log("An ElementalRegistration makes no sense");
            return new Registration(ref, uid, false, "", null, "", null, Map.of(), privateKeyPem);
        }
    }

    private static Registration read(ResourceRef ref, String uid, JsonFields resource, Optional<String> privateKeyPem) {
        var elemental = resource.object("spec").object("config").object("elemental");
        var registration = elemental.object("registration");
        return new Registration(
                ref,
                uid,
                ready(resource),
                registration.text("uri").orElse(""),
                registration.text("caCert").filter(pem -> !pem.isEmpty()).orElse(null),
                registration.text("token").orElse(""),
                registration.whole("tokenDuration").orElse(null),
                elemental.object("agent").tree(),
                privateKeyPem);
    }

    private static boolean ready(JsonFields resource) {
        return resource.object("status").objects("conditions").stream()
                .filter(condition -> condition.text("type").equals(Optional.of("Ready")))
                .anyMatch(condition -> condition.text("status").equals(Optional.of("True")));
    }
}
