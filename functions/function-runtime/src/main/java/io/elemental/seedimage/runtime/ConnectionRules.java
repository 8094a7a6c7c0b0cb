package io.elemental.seedimage.runtime;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long connections may hold their places. Each time counts from an event, not from the last byte: a client that
 * sends single bytes gains nothing.
 *
 * @param most connections at once
 * @param headWithin from the beginning of a connection, or of a request, until the request's head is complete
 * @param idleFor from an answer until the next request's head is complete
 * @param unreadFor how long a client may leave a buffer of an answer unread
 * @param full whether places are rare for another reason, too
 */
public record ConnectionRules(
        int most, Duration headWithin, Duration idleFor, Duration unreadFor, BooleanSupplier full) {

    /** How long a place may be kept without a complete request, where places are rare. */
    static final Duration WHEN_FULL = Duration.ofSeconds(2);

    /** The limit of unread answers, where places are rare. Longer, since networks pause. */
    static final Duration UNREAD_WHEN_FULL = Duration.ofSeconds(5);

    /** Who has more to ask after that begins anew, behind those who wait. */
    static final Duration OLDEST = Duration.ofMinutes(5);

    private static final Duration IDLE_FOR = Duration.ofMinutes(1);

    /** For a function whose answers are small. */
    public static ConnectionRules of(int most, Duration headWithin) {
        return new ConnectionRules(most, headWithin, IDLE_FOR, IDLE_FOR, () -> false);
    }

    /** Whether places are rare: three of four are taken, or {@link #full} says so. */
    boolean isFull(long connections) {
        return connections >= most - most / 4 || full.getAsBoolean();
    }

    /**
     * Whether the answer to a request is the connection's last. Each answer gives a connection new time, so who asked
     * again and again would keep a place for ever.
     *
     * @param age of the connection
     */
    boolean isLast(Duration age, boolean isFull) {
        return isFull || age.compareTo(OLDEST) > 0;
    }

    Duration limit(Phase phase, boolean isFull) {
        return switch (phase) {
            case NEW, HEAD -> isFull ? shorter(headWithin, WHEN_FULL) : headWithin;
            case IDLE -> isFull ? shorter(idleFor, WHEN_FULL) : idleFor;
            case BUSY -> isFull ? shorter(unreadFor, UNREAD_WHEN_FULL) : unreadFor;
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
