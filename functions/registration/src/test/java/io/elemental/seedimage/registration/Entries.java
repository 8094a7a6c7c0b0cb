package io.elemental.seedimage.registration;

import static io.elemental.seedimage.registration.TokenExamples.NOW;

import io.elemental.seedimage.registration.token.RegistrationEntries;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.NotServable;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.cluster.Registration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the catalog says of registrations, for tests. */
public final class Entries {

    private Entries() {}

    public static RegistrationEntry entry(String uri, String token) {
        var registration = new Registration(
                new ResourceRef("fleet", "rack"),
                "uid",
                true,
                uri,
                null,
                token,
                null,
                Map.of(),
                Optional.of(Rfc8037.PRIVATE_KEY));
        return RegistrationEntries.of(registration, NOW);
    }

    public static RegistrationEntry with(
            RegistrationEntry entry,
            @Nullable String publicKey,
            boolean servable,
            @Nullable NotServable reason,
            @Nullable Instant tokenExpiresAt) {
        return new RegistrationEntry(
                entry.namespace(),
                entry.name(),
                entry.uid(),
                entry.uri(),
                publicKey,
                entry.tokenSha256(),
                tokenExpiresAt,
                entry.hash(),
                servable,
                reason,
                entry.checkedAt());
    }
}
