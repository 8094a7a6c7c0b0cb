package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.rules.ClusterRefusedException;
import io.elemental.seedimage.rules.ClusterUnavailableException;
import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.StoreUnavailableException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work at one SeedImage of many: what fails with it alone must not keep the others waiting, and the sweep comes back to
 * it; an outage is nobody's own, and is thrown.
 */
final class Apart {

    private static final Logger LOG = LoggerFactory.getLogger(Apart.class);

    private Apart() {}

    static Outcome from(ResourceRef seedImage, Supplier<Outcome> work) {
        try {
            return work.get();
        } catch (ClusterRefusedException e) { // as in a namespace where we have no rights
            LOG.atWarn()
                    .addKeyValue("seedImage", seedImage)
                    .addKeyValue("problem", e.getMessage())
                    .log("cannot be reconciled");
        } catch (StoreUnavailableException | ClusterUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("seedImage", seedImage).setCause(e).log("cannot be reconciled");
        }
        return Outcome.DONE;
    }
}
