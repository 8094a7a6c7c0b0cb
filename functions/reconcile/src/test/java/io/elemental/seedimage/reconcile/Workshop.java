package io.elemental.seedimage.reconcile;

import io.elemental.seedimage.format.GrantDocument;
import io.elemental.seedimage.format.ResultDocument;
import io.elemental.seedimage.rules.cluster.BuildState;

/** How a builder reaches the store, and how it is known what became of it. */
public interface Workshop {

    /** What the builder of this build was given. */
    byte[] grant(String build);

    /** Uploads a part as the grant says; its number is counted from 1. Returns its ETag. */
    String upload(GrantDocument grant, int number, byte[] content);

    /** Where a part goes: the last one, which has a URL of its own, is the one after all full ones. */
    static String url(GrantDocument grant, int number) {
        return number > grant.parts().size() ? grant.lastPart() : grant.parts().get(number - 1);
    }

    void report(ResultDocument result);

    void end(String build, BuildState state);
}
