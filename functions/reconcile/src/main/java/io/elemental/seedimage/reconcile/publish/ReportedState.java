package io.elemental.seedimage.reconcile.publish;

import io.elemental.seedimage.reconcile.image.ImageReport;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.catalog.VariantState;
import io.elemental.seedimage.rules.cluster.RegistrationProblem;
import io.elemental.seedimage.rules.cluster.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The state of a SeedImage, as it is reported. */
public sealed interface ReportedState {

    List<CatalogVariant> images();

    SeedImageState state();

    /** What is not done, though the images are there. */
    default List<Warning> warnings() {
        return List.of();
    }

    /**
     * Its images are being made, or are complete.
     *
     * @param obstacle one sentence why clients are not redirected to the store, though they should be
     */
    record Made(List<ImageReport> reports, Optional<String> obstacle) implements ReportedState {

        public Made {
            reports = List.copyOf(reports);
        }

        @Override
        public List<CatalogVariant> images() {
            return reports.stream().map(ImageReport::image).toList();
        }

        @Override
        public SeedImageState state() {
            if (any(VariantState.PREPARING)) {
                return SeedImageState.STARTED;
            }
            return any(VariantState.READY) ? SeedImageState.COMPLETED : SeedImageState.FAILED;
        }

        @Override
        public List<Warning> warnings() {
            return reports.stream()
                    .flatMap(report -> report.warnings().stream())
                    .distinct()
                    .toList();
        }

        /** Whether a base should be built, but no build may begin. */
        public boolean refused() {
            return reports.stream().anyMatch(report -> report.base() == ImageReport.BaseState.REFUSED);
        }

        /** Whether a base that failed is tried again by itself. */
        boolean triedAgain() {
            return reports.stream().anyMatch(report -> report.base() == ImageReport.BaseState.TRIED_AGAIN);
        }

        /** Whether all that is ready can be proxied alone. */
        boolean onlyProxied() {
            return obstacle.isPresent()
                    && images().stream()
                            .flatMap(image -> image.ready().stream())
                            .noneMatch(CatalogVariant.Ready::composed);
        }

        boolean any(VariantState state) {
            return images().stream().anyMatch(image -> image.state() == state);
        }
    }

    /** Nothing can be served for its registration. */
    record Unserved(RegistrationProblem problem, String sentence, List<CatalogVariant> images)
            implements ReportedState {

        @Override
        public SeedImageState state() {
            return SeedImageState.NOT_STARTED;
        }
    }

    record Expired(Instant expiredAt, List<CatalogVariant> images) implements ReportedState {

        @Override
        public SeedImageState state() {
            return SeedImageState.NOT_STARTED;
        }
    }

    /**
     * Nothing is made or changed, since the store keeps no order between writers.
     *
     * @param since since when the store is known to be so
     * @param images those that are served still, among them
     */
    record Unkept(String sentence, Instant since, List<CatalogVariant> images) implements ReportedState {

        @Override
        public SeedImageState state() {
            return SeedImageState.FAILED;
        }
    }
}
