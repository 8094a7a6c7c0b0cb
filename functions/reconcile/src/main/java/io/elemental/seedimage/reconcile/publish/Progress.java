package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells tools that follow kstatus how it goes on where nothing is ready: {@code Reconciling}, it comes by itself, or
 * {@code Stalled}, somebody has to act. As kstatus has it, each is there only while it is True.
 */
final class Progress {

    private static final String TRUE = "True";

    /** What a provider, or whoever creates the registration, is about to mend. */
    private static final Set<RegistrationProblem> WAITING =
            EnumSet.of(RegistrationProblem.NOT_FOUND, RegistrationProblem.NOT_READY);

    private Progress() {}

    /**
     * Adds one of both, with reason and message of {@code Ready}.
     *
     * @param told the conditions, {@code Ready} first
     * @param before the conditions so far; one that stays keeps its time
     */
    static List<Condition> with(List<Condition> told, ReportedState reported, List<Condition> before, Instant now) {
        var ready = told.getFirst();
        if (ready.status().equals(TRUE)) {
            return told;
        }
        var type = stalled(reported) ? "Stalled" : "Reconciling";
        var since = Conditions.since(type, TRUE, before, now);
        return Stream.concat(
                        told.stream(), Stream.of(new Condition(type, TRUE, ready.reason(), ready.message(), since)))
                .toList();
    }

    private static boolean stalled(ReportedState reported) {
        return switch (reported) {
            case ReportedState.Made made -> !made.any(VariantState.PREPARING) && !made.triedAgain();
            case ReportedState.Unserved(var problem, var _, var _) -> !WAITING.contains(problem);
            case ReportedState.Expired _, ReportedState.Unkept _ -> true;
        };
    }
}
