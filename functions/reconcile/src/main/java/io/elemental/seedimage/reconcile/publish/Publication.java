package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.reconcile.facts.Facts;
import io.elemental.seedimage.reconcile.facts.SourceState;
import io.elemental.seedimage.rules.BaseOrigin;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.SeedImagePaths;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.EntryWarning;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.Superseded;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.Registration;
import io.elemental.seedimage.rules.cluster.SeedImageStatus;
import io.elemental.seedimage.rules.cluster.Warning;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What catalog and status should say. */
record Publication(CatalogEntry entry, SeedImageStatus status) {

    /** A generation that no resource has. */
    private static final long NONE = 0;

    /**
     * Creates it from a reported state.
     *
     * @param keptFor how long superseded images are kept
     */
    static Publication of(Facts facts, ReportedState reported, URI publicUrl, Duration keptFor) {
        var seedImage = facts.seedImage();
        var images = reported.images();
        var served = images.stream().anyMatch(image -> image.state() == VariantState.READY);
        var url = served ? url(facts, publicUrl) : null;
        var known = facts.known();
        var before = known.map(CatalogEntry::conditions).orElse(List.of());
        // what is not written into the catalog has no time there, and told again it must be the same
        var now = reported instanceof ReportedState.Unkept unkept ? unkept.since() : facts.now();
        var conditions =
                Progress.with(Conditions.of(reported, facts.registrationProblem(), before, now), reported, before, now);
        var expiresAt = reported.state() == SeedImageState.COMPLETED
                ? facts.expiresAtIfCompleted().orElse(null)
                : facts.expiresAt().orElse(null);
        var entry = new CatalogEntry(
                seedImage.ref().namespace(),
                seedImage.ref().name(),
                seedImage.registrationName(),
                seedImage.uid(),
                generation(facts, reported),
                registrationHash(facts),
                null,
                reported.state(),
                conditions,
                expiresAt,
                url,
                delivery(facts, reported),
                images,
                retiring(facts, reported, images, keptFor),
                retriggerMark(facts, reported));
        var status = new SeedImageStatus(
                seedImage.generation(),
                reported.state(),
                url == null ? "" : url,
                url == null ? "" : url + "/sha256",
                expiresAt,
                facts.registration().map(Registration::uri).orElse(""),
                Optional.ofNullable(facts.registrationEntry())
                        .map(RegistrationEntry::tokenExpiresAt)
                        .orElse(null),
                images,
                bases(facts, reported),
                conditions);
        var warnings = Warnings.of(facts, reported);
        return new Publication(entry.telling(linkGeneration(facts), told(warnings)), status.warning(warnings));
    }

    private static @Nullable String linkGeneration(Facts facts) {
        var generation = facts.seedImage().linkGeneration();
        return generation.isEmpty() ? null : generation;
    }

    private static List<EntryWarning> told(List<Warning> warnings) {
        return warnings.stream()
                .map(warning -> new EntryWarning(warning.path(), warning.message()))
                .toList();
    }

    /** The bases of the images by their builds. What is known of a source may be newer than a base that is older. */
    private static Map<String, BaseOrigin> bases(Facts facts, ReportedState reported) {
        var bases = new HashMap<String, BaseOrigin>();
        if (reported instanceof ReportedState.Made(var reports, var _)) {
            reports.forEach(report -> report.image()
                    .ready()
                    .map(CatalogVariant.Ready::build)
                    .ifPresent(build ->
                            newest(facts, build).or(report::origin).ifPresent(origin -> bases.put(build, origin))));
        }
        return Map.copyOf(bases);
    }

    /** Who asks for a redirect that cannot be is told so, and need not ask again. */
    private static Delivery delivery(Facts facts, ReportedState reported) {
        return reported instanceof ReportedState.Made made && made.onlyProxied()
                ? Delivery.PROXY
                : facts.seedImage().delivery();
    }

    private static Optional<BaseOrigin> newest(Facts facts, String build) {
        return facts.sources().values().stream()
                .map(SourceState::document)
                .filter(source -> build.equals(source.build()))
                .map(source -> new BaseOrigin(source.source(), source.revision()))
                .findFirst();
    }

    private static List<Superseded> retiring(
            Facts facts, ReportedState reported, List<CatalogVariant> images, Duration keptFor) {
        // no link lives longer than the image it opens
        var until = reported instanceof ReportedState.Expired
                ? facts.now()
                : facts.now().plus(keptFor);
        return SupersededImages.after(facts.stored(), images, until, facts.now());
    }

    /** The retrigger mark that was acted on. It does not change while nothing is made, so the request stays open. */
    private static @Nullable String retriggerMark(Facts facts, ReportedState reported) {
        var mark = facts.seedImage().retriggerMark();
        return done(reported) || facts.known().isEmpty()
                ? (mark.isEmpty() ? null : mark)
                : facts.known().map(CatalogEntry::retriggerMark).orElse(null);
    }

    /** The generation that was acted on. It does not change while a base build is refused, nor begin with one. */
    private static long generation(Facts facts, ReportedState reported) {
        return reported instanceof ReportedState.Made && !done(reported)
                ? facts.known().map(CatalogEntry::generation).orElse(NONE)
                : facts.seedImage().generation();
    }

    private static boolean done(ReportedState reported) {
        return reported instanceof ReportedState.Made made && !made.refused();
    }

    private static String registrationHash(Facts facts) {
        return Optional.ofNullable(facts.registrationEntry())
                .map(RegistrationEntry::hash)
                .or(() -> facts.known().map(CatalogEntry::registrationHash))
                .orElse("");
    }

    private static String url(Facts facts, URI publicUrl) {
        var root = Objects.toString(publicUrl).replaceFirst("/+$", "");
        return root
                + SeedImagePaths.of(
                        facts.registrationRef(), facts.seedImage().ref().name());
    }
}
