package io.elemental.seedimage.testing;

import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Registrations;
import io.elemental.seedimage.rules.ResourceRef;

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
