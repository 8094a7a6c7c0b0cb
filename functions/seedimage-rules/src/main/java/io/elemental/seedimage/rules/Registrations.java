package io.elemental.seedimage.rules;

import java.util.Optional;

/** The ElementalRegistrations with their key Secrets. */
public interface Registrations {

    Optional<Registration> find(ResourceRef ref);
}
