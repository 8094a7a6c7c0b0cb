package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.runtime.Variables;
import java.util.Set;

/**
 * Whose events are accepted, where Eventing has identities.
 *
 * @param audience the audience of their tokens; empty where everybody may send events without a token
 * @param subjects as in "system:serviceaccount:seedimage-system:..."; not empty where there is an audience
 */
record EventSenders(String audience, Set<String> subjects) {

    private static final String AUDIENCE = "SEEDIMAGE_RECONCILE_EVENTS_AUDIENCE";
    private static final String FROM = "SEEDIMAGE_RECONCILE_EVENTS_FROM";

    EventSenders {
        if (audience.isEmpty() != subjects.isEmpty()) {
            throw new InvalidInputException("%s and %s go together; only one is set".formatted(AUDIENCE, FROM));
        }
    }

    static EventSenders of(Variables variables) {
        return new EventSenders(variables.text(AUDIENCE, ""), variables.words(FROM, ""));
    }
}
