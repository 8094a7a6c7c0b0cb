package io.elemental.seedimage.reconcile.common;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import io.elemental.seedimage.rules.store.StoreTrial;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known of the store, and when it is to be tried again. */
public final class KnownStore implements Supplier<Optional<StoreCapabilities>> {

    private static final Logger LOG = LoggerFactory.getLogger(KnownStore.class);

    private final StoreTrial trial;
    private final Duration validFor;
    private final InstantSource clock;
    private volatile Optional<StoreCapabilities> known = Optional.empty();

    /** @param validFor how long what was found counts */
    public KnownStore(StoreTrial trial, Duration validFor, InstantSource clock) {
        this.trial = trial;
        this.validFor = validFor;
        this.clock = clock;
    }

    /** What was found last; empty before anything was. */
    @Override
    public Optional<StoreCapabilities> get() {
        return known;
    }

    /** Takes over what somebody found. Returns whether it counts: it is of this very store. */
    public boolean learn(StoreCapabilities found) {
        var ours = found.endpoint().equals(trial.endpoint());
        if (ours) {
            known = Optional.of(found);
        }
        return ours;
    }

    /** Whether the store is to be tried, for the first time or again. */
    public boolean isDue() {
        return known.map(found -> found.isDue(validFor, clock.instant())).orElse(true);
    }

    /** Tries the store, whatever is known; an outage is thrown, and changes nothing that is known. */
    public StoreCapabilities look() {
        var findings = trial.findings(places());
        var found = StoreCapabilities.of(trial.endpoint(), findings, known, now());
        findings.forEach(finding -> finding.problem()
                .ifPresent(problem -> LOG.atWarn()
                        .addKeyValue("rule", finding.rule().word())
                        .addKeyValue("neededFor", finding.rule().need().word())
                        .addKeyValue("problem", problem)
                        .log("the store does not keep a rule")));
        known = Optional.of(found);
        return found;
    }

    /** Where nothing else lies; what a trial that died left there goes with the sweep, as leftovers of an image. */
    public static StoreTrial.Places places() {
        var name = "store-check-" + UUID.randomUUID();
        return new StoreTrial.Places(StoreKeys.overlay(name), StoreKeys.composing(name), StoreKeys.composedImage(name));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
