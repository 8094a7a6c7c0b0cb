package io.elemental.seedimage.store;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * How long the store may take.
 *
 * @param attempt for one try
 * @param call for all tries together
 * @param stall without a byte for this long, a connection is given up; a stream has no other limit
 */
record Timeouts(Duration attempt, Duration call, Duration stall) {

    static final Duration CONNECT = Duration.ofSeconds(2);
    static final int ATTEMPTS = 2;

    private static final Duration STALL = Duration.ofSeconds(30);

    /** Documents and the first bytes of a stream: that a store is dead shall be known in seconds. */
    static final Timeouts SHORT = new Timeouts(Duration.ofSeconds(4), Duration.ofSeconds(9), STALL);

    /** Megabytes on their way to the store, or work inside it. */
    static final Timeouts LONG = new Timeouts(Duration.ofSeconds(30), Duration.ofSeconds(45), STALL);

    /** Joining parts, for which large stores take minutes, while they send a blank now and then. */
    static final Timeouts JOINING = new Timeouts(Duration.ofMinutes(4), Duration.ofMinutes(4), STALL);

    AwsRequestOverrideConfiguration override() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallAttemptTimeout(attempt)
                .apiCallTimeout(call)
                .build();
    }
}
