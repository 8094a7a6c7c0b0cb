package io.elemental.seedimage.cluster.resources;

import io.elemental.seedimage.cluster.api.Part;
import io.elemental.seedimage.cluster.api.ReadObject;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.Unshown;
import io.elemental.seedimage.rules.cluster.Registration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads an ElementalRegistration as it is stored, whoever stored it: one that makes no sense, or that no machine could
 * reach, is not ready.
 */
public final class RegistrationResource {

    private static final Logger LOG = LoggerFactory.getLogger(RegistrationResource.class);

    private static final int LONGEST_URI = 2048;

    private RegistrationResource() {}

    /** What counts of it: nothing else is read, so nothing else can be wrong. */
    public static final Part PART = Part.of(
            "metadata.uid",
            "spec.config.elemental.registration.uri",
            "spec.config.elemental.registration.caCert",
            "spec.config.elemental.registration.token",
            "spec.config.elemental.registration.tokenDuration",
            "spec.config.elemental.agent",
            "status.conditions");

    public static Registration read(ResourceRef ref, ReadObject resource, Optional<String> privateKeyPem) {
        var root = new JsonFields("", resource.values());
        var uid = root.object("metadata").text("uid").orElse("");
        try {
            return sensible(ref, resource, privateKeyPem);
        } catch (InvalidInputException e) {
            LOG.atWarn()
                    .addKeyValue("registration", ref)
                    .addKeyValue("problem", e.getMessage())
                    .log("An ElementalRegistration makes no sense");
            return new Registration(
                    ref, uid, false, "", null, "", null, Map.of(), privateKeyPem, Optional.of(sentence(e)));
        }
    }

    /** {@link InvalidInputException} of one that makes no sense. */
    public static Registration sensible(ResourceRef ref, ReadObject resource, Optional<String> privateKeyPem) {
        resource.problem().ifPresent(problem -> {
            throw new InvalidInputException(problem);
        });
        var root = new JsonFields("", resource.values());
        var elemental = root.object("spec").object("config").object("elemental");
        var registration = elemental.object("registration");
        return reachable(new Registration(
                ref,
                root.object("metadata").text("uid").orElse(""),
                ready(root),
                uri(registration),
                registration.text("caCert").filter(pem -> !pem.isEmpty()).orElse(null),
                registration.text("token").orElse(""),
                registration.whole("tokenDuration").orElse(null),
                elemental.object("agent").values(),
                privateKeyPem));
    }

    /** What the provider has not completed may become right yet. */
    private static Registration reachable(Registration registration) {
        var problem = registration.ready() && !registration.uri().isEmpty()
                ? Connection.problem(registration)
                : Optional.<String>empty();
        return problem.isEmpty()
                ? registration
                : new Registration(
                        registration.ref(),
                        registration.uid(),
                        false,
                        registration.uri(),
                        registration.caCert(),
                        registration.token(),
                        registration.tokenDuration(),
                        registration.agent(),
                        registration.privateKeyPem(),
                        problem);
    }

    /** As it can be shown in a status and written into the catalog. */
    private static String uri(JsonFields registration) {
        var uri = registration.text("uri").orElse("");
        if (uri.length() > LONGEST_URI) {
            throw new InvalidInputException("%s.uri has %s characters, which is not at most %s"
                    .formatted(registration.path(), uri.length(), LONGEST_URI));
        }
        Unshown.firstOf(uri).ifPresent(character -> {
            throw new InvalidInputException("%s.uri has the character %s, which is not to be in an address"
                    .formatted(registration.path(), character));
        });
        return uri;
    }

    private static String sentence(InvalidInputException e) {
        return String.valueOf(e.getMessage());
    }

    private static boolean ready(JsonFields resource) {
        return resource.object("status").objects("conditions").stream()
                .filter(condition -> condition.text("type").equals(Optional.of("Ready")))
                .anyMatch(condition -> condition.text("status").equals(Optional.of("True")));
    }
}
