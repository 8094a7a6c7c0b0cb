package io.elemental.seedimage.store;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** How long the store may take for a call. A stream that is being read has no limit but {@link #STALL}. */
enum Patience {
    /** Documents and the first bytes of a stream: a store that is dead shall be known to be in seconds. */
    SHORT(Duration.ofSeconds(4), Duration.ofSeconds(9)),
    /** Megabytes on their way to the store, or work inside it. */
    LONG(Duration.ofSeconds(40), Duration.ofSeconds(90));

    static final Duration CONNECT = Duration.ofSeconds(2);

    /** Without a byte for this long, a connection is given up. */
    static final Duration STALL = Duration.ofSeconds(40);

    static final int ATTEMPTS = 2;

    private final Duration attempt;
    private final Duration call;

    Patience(Duration attempt, Duration call) {
        this.attempt = attempt;
        this.call = call;
    }

    Duration attempt() {
        return attempt;
    }

    Duration call() {
        return call;
    }

    AwsRequestOverrideConfiguration override() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .build();
    }
}
