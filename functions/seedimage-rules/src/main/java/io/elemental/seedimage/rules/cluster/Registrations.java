package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.ResourceRef;
import java.util.Optional;

/**
 * The ElementalRegistrations with their key Secrets. Every method throws {@link ClusterUnavailableException} when their
 * server does not answer.
 */
public interface Registrations {

    Optional<Registration> find(ResourceRef ref);
}
