package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.reconcile.image.ImageReport;
import io.elemental.seedimage.reconcile.image.ImageReport.BaseState;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the reported state as conditions, with elemental-operator's types and reasons, which user interfaces read. */
final class Conditions {

    private static final String ONGOING = "SeedImageBuildOngoing";
    private static final String SUCCESS = "SeedImageBuildSuccess";
    private static final String FAILURE = "SeedImageBuildFailure";
    private static final String DEADLINE = "SeedImageBuildDeadline";
    private static final String UNKNOWN = "SeedImageBuildUnknown";
    private static final String STORE = "StoreUnusable";
    private static final String REGISTRATION = "RegistrationReady";

    /** What a condition says, without its type. */
    private record Verdict(String status, String reason, String message) {

        static Verdict yes(String reason, String message) {
            return new Verdict("True", reason, message);
        }

        static Verdict no(String reason, String message) {
            return new Verdict("False", reason, message);
        }

        static Verdict unknown(String message) {
            return new Verdict("Unknown", UNKNOWN, message);
        }

        /** One that is over by itself is no error: user interfaces show whatever is False as one. */
        static Verdict of(RegistrationProblem problem, String message) {
            return new Verdict(problem.passes() ? "Unknown" : "False", problem.reason(), message);
        }
    }

    private Conditions() {}

    /**
     * The conditions, in the order that readers expect.
     *
     * @param before the conditions so far; one whose status stays keeps its time
     */
    static List<Condition> of(
            ReportedState reported, Optional<RegistrationProblem> problem, List<Condition> before, Instant now) {
        var registration = problem.map(found -> Verdict.of(found, "The registration cannot be used."))
                .orElseGet(() -> Verdict.yes(REGISTRATION, "The registration can be used."));
        return switch (reported) {
            case ReportedState.Made made -> {
                var images = images(made);
                yield all(images, images, registration, base(made), before, now);
            }
            case ReportedState.Unserved(var found, var sentence, var _) -> {
                var why = Verdict.of(found, sentence);
                var unknown = Verdict.unknown("Images wait for the registration.");
                yield all(why, unknown, why, unknown, before, now);
            }
            case ReportedState.Expired(var at, var _) -> {
                var over = Verdict.no(
                        DEADLINE,
                        "The seed image expired at %s; set spec.retriggerBuild to have it again.".formatted(at));
                yield all(over, over, registration, Verdict.unknown("No base is needed."), before, now);
            }
            case ReportedState.Unkept(var sentence, var _, var _) -> {
                var unkept = Verdict.no(STORE, sentence);
                yield all(unkept, unkept, registration, Verdict.unknown("No base is built now."), before, now);
            }
        };
    }

    private static Verdict images(ReportedState.Made made) {
        if (made.any(VariantState.FAILED)) {
            return Verdict.no(FAILURE, sentences(made, VariantState.FAILED));
        }
        if (made.any(VariantState.PREPARING)) {
            return Verdict.no(ONGOING, sentences(made, VariantState.PREPARING));
        }
        return Verdict.yes(
                SUCCESS,
                made.images().stream()
                                .map(image -> "seed image %s available".formatted(name(made, image)))
                                .collect(Collectors.joining(", "))
                        + made.obstacle()
                                .filter(_ -> made.onlyProxied())
                                .map(". "::concat)
                                .orElse(""));
    }

    private static Verdict base(ReportedState.Made made) {
        var worst = Stream.of(
                        BaseState.REFUSED,
                        BaseState.FAILED,
                        BaseState.TRIED_AGAIN,
                        BaseState.ONGOING,
                        BaseState.UNKNOWN)
                .filter(state -> made.reports().stream().anyMatch(report -> report.base() == state))
                .findFirst()
                .orElse(BaseState.AVAILABLE);
        var message = made.reports().stream()
                .filter(report -> report.base() == worst)
                .map(ImageReport::sentence)
                .distinct()
                .collect(Collectors.joining(" "));
        return switch (worst) {
            case REFUSED, FAILED, TRIED_AGAIN -> Verdict.no(FAILURE, message);
            case ONGOING -> Verdict.no(ONGOING, message);
            case UNKNOWN -> Verdict.unknown(message);
            case AVAILABLE -> Verdict.yes("BaseAvailable", message);
        };
    }

    private static String sentences(ReportedState.Made made, VariantState state) {
        return made.images().stream()
                .filter(image -> image.state() == state)
                .map(image -> made.images().size() == 1
                        ? image.reason().orElse("")
                        : "%s: %s".formatted(name(made, image), image.reason().orElse("")))
                .collect(Collectors.joining(" "));
    }

    private static String name(ReportedState.Made made, CatalogVariant image) {
        var type = image.type().word();
        return made.images().size() == 1
                ? type
                : "%s for %s".formatted(type, image.platform().word());
    }

    private static List<Condition> all(
            Verdict ready, Verdict seedImage, Verdict registration, Verdict base, List<Condition> before, Instant now) {
        return List.of(
                condition("Ready", ready, before, now),
                condition("SeedImageReady", seedImage, before, now),
                condition(REGISTRATION, registration, before, now),
                condition("BaseReady", base, before, now));
    }

    private static Condition condition(String type, Verdict verdict, List<Condition> before, Instant now) {
        var since = since(type, verdict.status(), before, now);
        return new Condition(type, verdict.status(), verdict.reason(), verdict.message(), since);
    }

    /** Since when a condition has its status. */
    static Instant since(String type, String status, List<Condition> before, Instant now) {
        return before.stream()
                .filter(last -> last.type().equals(type) && last.status().equals(status))
                .map(Condition::lastTransitionTime)
                .findFirst()
                .orElse(now);
    }
}
