package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.rules.Slots;
import io.elemental.seedimage.rules.cluster.Registration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Measures registrations. Tenants may make them of any size; only usual ones are remembered. */
final class AgentSize {

    /** What each value counts, in characters, besides its own. */
    private static final int VALUE = 16;

    private AgentSize() {}

    /** Whether it is as small as those that fit into their slot. */
    static boolean isUsual(Registration registration) {
        var text = registration.uri().length()
                + registration.token().length()
                + Objects.requireNonNullElse(registration.caCert(), "").length();
        return text + of(registration.agent()) <= Slots.LENGTHS.getOrDefault(Slots.AGENT, 0);
    }

    private static long of(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToLong(field -> of(field.getKey()) + of(field.getValue()))
                        .sum();
            case List<?> list -> VALUE + list.stream().mapToLong(AgentSize::of).sum();
            case String text -> VALUE + text.length();
            case null, default -> VALUE;
        };
    }
}
