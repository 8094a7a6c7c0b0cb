package io.elemental.seedimage.reconcile.queue;

import io.elemental.seedimage.format.SourceDocument;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Decides from the documents of sources which builds are needed. */
public final class KeptBuilds {

    private final Set<String> newest = new HashSet<>();
    private final Set<String> attempts = new HashSet<>();

    public void add(SourceDocument source) {
        if (source.build() != null) {
            newest.add(source.build());
        }
        if (underWay(source)) {
            attempts.add(newest(source));
        }
    }

    /** Whether a build is the newest base of its source. */
    public boolean base(String build) {
        return newest.contains(build);
    }

    /** Whether a build is an attempt under way. */
    public boolean attempt(String build) {
        return attempts.contains(build);
    }

    public static boolean underWay(SourceDocument source) {
        return source.attempt() > 0 && source.checkedAt() == null;
    }

    public static String newest(SourceDocument source) {
        return source.id() + "-" + source.attempt();
    }

    /** Records an attempt as ended, neither failed nor prepared. The next request begins another attempt. */
    public static SourceDocument givenUp(SourceDocument source, Instant now) {
        return source.at(source.attempt(), source.build(), source.revision(), now, null);
    }
}
