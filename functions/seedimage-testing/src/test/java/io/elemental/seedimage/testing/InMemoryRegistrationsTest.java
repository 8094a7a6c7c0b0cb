package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;

class InMemoryRegistrationsTest implements RegistrationsContract {

    private final InMemoryRegistrations registrations = new InMemoryRegistrations();

    @Override
    public Registrations registrations() {
        return registrations;
    }

    @Override
    public void put(Registration registration) {
        registrations.put(registration);
    }

    @Override
    public void remove(ResourceRef ref) {
        registrations.remove(ref);
    }
}
