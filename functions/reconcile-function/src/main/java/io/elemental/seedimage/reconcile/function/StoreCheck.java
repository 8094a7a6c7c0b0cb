package io.elemental.seedimage.reconcile.function;

import io.elemental.seedimage.reconcile.common.KnownStore;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import io.elemental.seedimage.rules.store.StoreFinding;
import io.elemental.seedimage.rules.store.StoreNeed;
import io.elemental.seedimage.rules.store.StoreTrial;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tries what the store of the settings can, once, and prints it as a table. */
record StoreCheck(PrintStream out, PrintStream err) {

    /** The argument that makes a program of this. */
    static final String NAME = "store-check";

    static final int GOOD = 0;
    static final int UNUSABLE = 1;
    static final int USAGE = 2;
    static final int LESS = 3;
    static final int AWAY = 75;

    private static final String HELP = """
            Tries which rules the store of the settings keeps (SEEDIMAGE_S3_..., and the key as the AWS SDK finds it).
            It writes below images/store-check-... in the bucket's prefix, and removes that again.
            Exit status: 0 all can be had of the store, 3 all but what the table says, 1 it cannot be used,
            2 an argument or a setting is wrong, 75 it does not answer, or not to this key.
            """;

    private static final String ROW = "%-16s %-11s %-5s %s%n";

    int run(List<String> arguments, Map<String, String> environment) {
        if (arguments.equals(List.of("--help"))) {
            out.print(HELP);
            return GOOD;
        }
        if (!arguments.isEmpty()) {
            err.println("%s has no argument '%s'; see --help.".formatted(NAME, arguments.getFirst()));
            return USAGE;
        }
        try {
            var settings = S3Settings.fromEnvironment(environment);
            try (var store = S3Store.open(settings)) {
                out.printf("Store %s, bucket %s%n", settings.endpoint(), settings.bucket());
                return check(store.trial());
            }
        } catch (InvalidInputException e) {
            err.println(e.getMessage());
            return USAGE;
        }
    }

    int check(StoreTrial trial) {
        try {
            var findings = trial.findings(KnownStore.places());
            print(findings);
            return verdict(findings, trial.endpoint());
        } catch (StoreUnavailableException e) {
            err.println(e.getMessage());
            return AWAY;
        }
    }

    private void print(List<StoreFinding> findings) {
        out.printf(Locale.ROOT, ROW, "RULE", "NEEDED FOR", "KEPT", "WHAT IS ASKED");
        for (var finding : findings) {
            var rule = finding.rule();
            out.printf(
                    Locale.ROOT,
                    ROW,
                    rule.word(),
                    rule.need().word(),
                    finding.problem().isEmpty() ? "yes" : "no",
                    rule.sentence()
                            + finding.problem()
                                    .map(" But "::concat)
                                    .map(told -> told + ".")
                                    .orElse(""));
        }
    }

    private int verdict(List<StoreFinding> findings, String endpoint) {
        var found = StoreCapabilities.of(endpoint, findings, Optional.empty(), Instant.EPOCH);
        found.objection().or(found::onlyProxied).ifPresent(out::println);
        if (findings.stream().allMatch(finding -> finding.problem().isEmpty())) {
            out.println("All can be had of this store.");
            return GOOD;
        }
        return findings.stream()
                        .filter(finding -> finding.problem().isPresent())
                        .anyMatch(finding -> finding.rule().need() == StoreNeed.WRITING)
                ? UNUSABLE
                : LESS;
    }
}
