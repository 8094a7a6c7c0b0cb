package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** ElementalRegistrations in memory. */
public final class InMemoryRegistrations implements Registrations {

    private final Map<ResourceRef, Registration> registrations = new ConcurrentSkipListMap<>();

    public void put(Registration registration) {
        registrations.put(registration.ref(), registration);
    }

    public void remove(ResourceRef ref) {
        registrations.remove(ref);
    }

    @Override
    public Optional<Registration> find(ResourceRef ref) {
        return Optional.ofNullable(registrations.get(ref));
    }
}
