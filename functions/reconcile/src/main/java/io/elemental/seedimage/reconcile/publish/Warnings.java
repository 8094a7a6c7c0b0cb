package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.registration.files.CloudConfigWarnings;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.List;
import java.util.stream.Stream;

/** What is told of a SeedImage beside its conditions: what its machines will not do, or not as it is written. */
final class Warnings {

    /** Most of them, so that a status stays readable. */
    private static final int MOST = 20;

    private Warnings() {}

    /**
     * All of them; the few of registration and base come first, so that none is lost.
     *
     * <p>One that failed is told what made it fail, and nothing beside it: that is the one thing to mend, and there is
     * no image that the rest could be about. The rest is told again when its images are begun anew. Where another
     * attempt comes by itself it is told all the time, or each attempt would tell it once more.
     */
    static List<Warning> of(Facts facts, ReportedState reported) {
        var over = !(reported instanceof ReportedState.Made made && made.triedAgain());
        if (reported.state() == SeedImageState.FAILED && over) {
            return List.of();
        }
        return Stream.of(
                        facts.registration().flatMap(Registration::warning).stream(),
                        reported.warnings().stream(),
                        CloudConfigWarnings.of(
                                facts.seedImage().cloudConfig(),
                                facts.seedImage().templating())
                                .stream())
                .flatMap(warnings -> warnings)
                .limit(MOST)
                .toList();
    }
}
