package io.elemental.seedimage.reconcile.base;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.store.GrantTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries whether grants open no more than they are for, and remembers the outcome for a while. */
public final class SafeGrants {

    private static final Logger LOG = LoggerFactory.getLogger(SafeGrants.class);
    private static final Duration SAFE_FOR = Duration.ofHours(1);

    /** How long an objection is remembered. Short, so that a repaired store is noticed soon. */
    private static final Duration UNSAFE_FOR = Duration.ofMinutes(1);

    private static final String NAME = "grant-probe";
    private static final GrantTrial.Places PLACES = new GrantTrial.Places(
            StoreKeys.INSTALLATION,
            List.of(StoreKeys.overlay(NAME), StoreKeys.baseImage(NAME)),
            StoreKeys.baseImage(NAME),
            StoreKeys.progress(NAME));

    private final GrantTrial trial;
    private Instant until = Instant.MIN;
    private Optional<String> objection = Optional.empty();

    public SafeGrants(GrantTrial trial) {
        this.trial = trial;
    }

    /** One sentence that says why no build may begin; else empty. */
    synchronized Optional<String> objection(Instant now) {
        if (!now.isBefore(until)) {
            objection = trial.objection(PLACES).map("No base is built: "::concat);
            objection.ifPresent(sentence -> LOG.atWarn().log(sentence));
            until = now.plus(objection.isEmpty() ? SAFE_FOR : UNSAFE_FOR);
        }
        return objection;
    }
}
