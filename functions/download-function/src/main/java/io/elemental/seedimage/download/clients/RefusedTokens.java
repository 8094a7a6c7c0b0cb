package io.elemental.seedimage.download.clients;

import io.elemental.seedimage.rules.ResourceRef;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;

/**
 * Counts tokens that were refused, by registration and client, a minute at a time. What is not seen for longest is
 * forgotten first, so nobody can make it grow; and since it only says how a refusal is told, nobody can lock anybody
 * out by it. Made by hand for the same reason as the other memories of this function: its cold start.
 */
public final class RefusedTokens {

    /** A registration's name and an address have some 600 bytes at most. */
    static final int REMEMBERED = 4_096;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private record Who(ResourceRef registration, String client) {}

    private record Minute(Instant began, int refusals) {
        boolean isOver(Instant now) {
            return now.isBefore(began) || !now.isBefore(began.plus(MINUTE));
        }
    }

    private final int aMinute;
    private final LinkedHashMap<Who, Minute> minutes = new LinkedHashMap<>(16, 0.75f, true);

    /** @param aMinute how many are told as what they are */
    public RefusedTokens(int aMinute) {
        this.aMinute = aMinute;
    }

    /** Counts one more; whether that is one too many. */
    public synchronized boolean tooMany(ResourceRef registration, String client, Instant now) {
        var who = new Who(registration, client);
        var last = minutes.get(who);
        var minute = last == null || last.isOver(now) ? new Minute(now, 0) : last;
        if (minute.refusals() >= aMinute) {
            return true;
        }
        minutes.put(who, new Minute(minute.began(), minute.refusals() + 1));
        if (minutes.size() > REMEMBERED) {
            minutes.pollFirstEntry();
        }
        return false;
    }

    synchronized int remembered() {
        return minutes.size();
    }
}
