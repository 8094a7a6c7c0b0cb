package io.elemental.seedimage.rules.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.Variant;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.cluster.BuildState;
import io.elemental.seedimage.rules.steps.ImageFacts.BaseFacts;
import io.elemental.seedimage.rules.steps.ImageFacts.SourceFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageStepTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration RETRY_AFTER = Duration.ofMinutes(10);
    private static final String IDENTITY = "1".repeat(64);
    private static final Variant ISO = new Variant(ImageType.ISO, Platform.LINUX_AMD64);
    private static final String FILE = "rack-seed-amd64.iso";
    private static final String PROGRESS = "bases/source-2/progress.json";

    /**
     * The columns: what is asked for (once, always, both or -); whether the catalog knows SeedImage and generation
     * (known, changed, new); what it says of the image (-, ready, composed, other, waits, failed); the newest attempt
     * (none, ended, failed, failed long ago, failed and due again or soon, or the state of its builder); whether there
     * is a base, which may be unfit; whether a composed object is wanted; the step.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // nothing there yet
                "-      | new     | -        | none       | no  | no  | BeginAttempt 1",
                "once   | new     | -        | none       | no  | no  | BeginAttempt 1",
                "always | new     | -        | none       | no  | no  | BeginAttempt 1",
                // an attempt that is needed is followed
                "-      | new     | -        | NotStarted | no  | no  | StartBuild 2",
                "-      | new     | -        | Running    | no  | no  | AwaitBuild 2",
                "-      | known   | waits    | Running    | no  | no  | AwaitBuild 2",
                "-      | known   | waits    | Terminating| no  | no  | AwaitBuild 2",
                "-      | known   | waits    | Succeeded  | no  | no  | RecordResult 2",
                "-      | known   | waits    | Failed     | no  | no  | RecordFailure 2",
                "once   | known   | ready    | Running    | yes | no  | AwaitBuild 2",
                "once   | known   | ready    | NotStarted | yes | no  | StartBuild 2",
                "-      | changed | waits    | Running    | yes | no  | AwaitBuild 2",
                "always | changed | ready    | Running    | yes | no  | AwaitBuild 2",
                "always | changed | waits    | Running    | yes | no  | AwaitBuild 2",
                // one that others need is not waited for, but its end is recorded
                "-      | known   | ready    | NotStarted | yes | no  | Done",
                "-      | known   | ready    | Running    | yes | no  | Done",
                "-      | known   | ready    | Terminating| yes | yes | Compose",
                "-      | changed | other    | Running    | yes | no  | Render",
                "-      | new     | -        | Running    | yes | no  | Render",
                "-      | known   | ready    | Succeeded  | yes | no  | RecordResult 2",
                "-      | known   | ready    | Failed     | yes | no  | RecordFailure 2",
                // a grant is renewed for who needs it
                "-      | known   | waits    | grant old  | no  | no  | RenewGrant 2",
                "once   | known   | ready    | grant old  | yes | no  | RenewGrant 2",
                "-      | known   | ready    | grant old  | yes | no  | Done",
                "-      | known   | waits    | grant new  | no  | no  | AwaitBuild 2",
                // a failure stays until somebody asks again
                "-      | known   | waits    | failed     | no  | no  | ReportFailure",
                "-      | known   | failed   | failed     | no  | no  | ReportFailure",
                "-      | known   | failed   | failed ago | no  | no  | ReportFailure",
                "-      | changed | failed   | failed     | no  | no  | BeginAttempt 3",
                "once   | known   | failed   | failed     | no  | no  | BeginAttempt 3",
                "-      | new     | -        | failed     | no  | no  | ReportFailure",
                "-      | new     | -        | failed ago | no  | no  | BeginAttempt 3",
                "always | new     | -        | failed     | no  | no  | BeginAttempt 3",
                // one that says nothing of the source is tried again when it is time, for all who need it
                "-      | known   | failed   | soon       | no  | no  | ReportFailure",
                "-      | known   | failed   | due        | no  | no  | BeginAttempt 3",
                "-      | known   | waits    | soon       | no  | no  | ReportFailure",
                "-      | known   | waits    | due        | no  | no  | BeginAttempt 3",
                "-      | new     | -        | due        | no  | no  | BeginAttempt 3",
                "-      | known   | failed   | due        | yes | no  | BeginAttempt 3",
                "-      | known   | waits    | due        | yes | no  | BeginAttempt 3",
                "-      | known   | ready    | due        | yes | no  | Done",
                // with an older base, only to those who had asked
                "-      | known   | ready    | failed     | yes | no  | Done",
                "-      | changed | ready    | failed     | yes | no  | Done",
                "-      | changed | other    | failed     | yes | no  | Render",
                "-      | new     | -        | failed     | yes | no  | Render",
                "-      | new     | -        | failed ago | yes | no  | Render",
                "-      | known   | waits    | failed     | yes | no  | ReportFailure",
                "-      | known   | failed   | failed     | yes | no  | ReportFailure",
                "-      | changed | waits    | failed     | yes | no  | ReportFailure",
                "-      | changed | failed   | failed     | yes | no  | BeginAttempt 3",
                // a newer base is asked for
                "once   | known   | composed | ended      | yes | yes | BeginAttempt 3",
                "once   | changed | ready    | ended      | yes | no  | BeginAttempt 3",
                "always | changed | ready    | ended      | yes | no  | BeginAttempt 3",
                "always | new     | -        | ended      | yes | no  | BeginAttempt 3",
                "always | changed | waits    | ended      | yes | no  | Render",
                "always | known   | ready    | ended      | yes | no  | Done",
                "both   | known   | ready    | ended      | yes | no  | BeginAttempt 3",
                // the base is there
                "-      | new     | -        | ended      | yes | no  | Render",
                "-      | known   | waits    | ended      | yes | yes | Render",
                "-      | known   | other    | ended      | yes | yes | Render",
                "-      | changed | other    | ended      | yes | no  | Render",
                "-      | known   | failed   | ended      | yes | no  | Render",
                "-      | known   | ready    | ended      | yes | no  | Done",
                "-      | changed | ready    | ended      | yes | no  | Done",
                "-      | known   | ready    | ended      | yes | yes | Compose",
                "-      | known   | composed | ended      | yes | yes | Done",
                "-      | known   | composed | ended      | yes | no  | Done",
                // a base that is there, for others: what is under way goes on, and a newer one may be asked for
                "-      | new     | -        | ended      | unfit | no  | Refuse",
                "-      | known   | ready    | ended      | unfit | yes | Refuse",
                "-      | known   | ready    | Running    | unfit | no  | Refuse",
                "-      | known   | waits    | Running    | unfit | no  | AwaitBuild 2",
                "-      | known   | ready    | Succeeded  | unfit | no  | RecordResult 2",
                "-      | known   | ready    | Failed     | unfit | no  | RecordFailure 2",
                "-      | known   | waits    | failed     | unfit | no  | ReportFailure",
                "once   | known   | failed   | ended      | unfit | no  | BeginAttempt 3",
                "always | changed | failed   | ended      | unfit | no  | BeginAttempt 3",
                // a base that was recorded and is no longer there
                "-      | known   | ready    | ended      | no  | no  | BeginAttempt 3",
            })
    void decides(
            String asked, String known, String published, String attempt, String base, String compose, String step) {
        var facts = new ImageFacts(
                known.equals("new"),
                !known.equals("known"),
                asked.equals("once") || asked.equals("both"),
                asked.equals("always") || asked.equals("both"),
                published(published),
                source(attempt),
                compose.equals("yes"));

        assertThat(word(decide(facts, base))).isEqualTo(step);
    }

    private static ImageStep decide(ImageFacts facts, String base) {
        if (base.equals("no")) {
            return ImageStep.withoutBase(facts, NOW, RETRY_AFTER);
        }
        var unfit = base.equals("unfit") ? Optional.of("It is too large.") : Optional.<String>empty();
        return ImageStep.onBase(facts, new BaseFacts(IDENTITY, unfit), NOW, RETRY_AFTER);
    }

    private static String word(ImageStep step) {
        return switch (step) {
            case ImageStep.BeginAttempt(var attempt) -> "BeginAttempt " + attempt;
            case ImageStep.StartBuild(var attempt) -> "StartBuild " + attempt;
            case ImageStep.AwaitBuild(var attempt) -> "AwaitBuild " + attempt;
            case ImageStep.RenewGrant(var attempt) -> "RenewGrant " + attempt;
            case ImageStep.RecordResult(var attempt) -> "RecordResult " + attempt;
            case ImageStep.RecordFailure(var attempt, var _) -> "RecordFailure " + attempt;
            case ImageStep.Refuse _,
                    ImageStep.ReportFailure _,
                    ImageStep.Render _,
                    ImageStep.Compose _,
                    ImageStep.Done _ -> step.getClass().getSimpleName();
        };
    }

    private static SourceFacts source(String attempt) {
        var build = switch (attempt) {
            case "Running" -> new BuildState.Running();
            case "grant old" -> new BuildState.Running(NOW);
            case "grant new" -> new BuildState.Running(NOW.plusSeconds(1));
            case "Terminating" -> new BuildState.Terminating();
            case "Succeeded" -> new BuildState.Succeeded();
            case "Failed" -> new BuildState.Failed("Refused", "no ISO");
            default -> new BuildState.NotStarted();
        };
        return switch (attempt) {
            case "none" ->
                new SourceFacts(
                        0, false, Optional.empty(), "", Optional.empty(), build, "bases/source-0/progress.json");
            case "ended" -> new SourceFacts(2, true, Optional.empty(), "", Optional.empty(), build, PROGRESS);
            case "failed" -> failed(NOW.minus(RETRY_AFTER).plusSeconds(1), Optional.empty(), build);
            case "failed ago" -> failed(NOW.minus(RETRY_AFTER), Optional.empty(), build);
            case "due" -> failed(NOW.minusSeconds(60), Optional.of(NOW), build);
            case "soon" -> failed(NOW.minusSeconds(60), Optional.of(NOW.plusSeconds(1)), build);
            default -> new SourceFacts(2, false, Optional.empty(), "", Optional.empty(), build, PROGRESS);
        };
    }

    private static SourceFacts failed(Instant at, Optional<Instant> againAt, BuildState build) {
        return new SourceFacts(2, true, Optional.of(at), "no ISO", againAt, build, PROGRESS);
    }

    private static Optional<CatalogVariant> published(String word) {
        return switch (word) {
            case "-" -> Optional.empty();
            case "ready" -> Optional.of(ready(IDENTITY, false));
            case "composed" -> Optional.of(ready(IDENTITY, true));
            case "other" -> Optional.of(ready("2".repeat(64), true));
            case "waits" -> Optional.of(new CatalogVariant.Preparing(ISO, FILE, "The base is being built.", PROGRESS));
            case "failed" -> Optional.of(new CatalogVariant.Failed(ISO, FILE, "no ISO"));
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static CatalogVariant ready(String identity, boolean composed) {
        return new CatalogVariant.Ready(ISO, FILE, identity, 5, null, "source-2", composed);
    }
}
