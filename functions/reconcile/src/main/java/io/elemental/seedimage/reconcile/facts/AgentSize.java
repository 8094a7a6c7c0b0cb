package io.elemental.seedimage.reconcile.facts;

import io.elemental.seedimage.rules.cluster.Registration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How large a registration is: of what tenants fill without measure, nothing is remembered. */
final class AgentSize {

    /** In characters, and as many for each value. */
    private static final long USUAL = 64 * 1024;

    private static final int VALUE = 16;

    private AgentSize() {}

    /** Whether it is as small as those that fit into an image. */
    static boolean isUsual(Registration registration) {
        var text = registration.uri().length()
                + registration.token().length()
                + Objects.requireNonNullElse(registration.caCert(), "").length();
        return text + of(registration.agent()) <= USUAL;
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
