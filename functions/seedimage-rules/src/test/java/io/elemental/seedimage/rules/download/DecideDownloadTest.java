package io.elemental.seedimage.rules.download;

import static io.elemental.seedimage.rules.CatalogExamples.composed;
import static io.elemental.seedimage.rules.CatalogExamples.entry;
import static io.elemental.seedimage.rules.CatalogExamples.expired;
import static io.elemental.seedimage.rules.CatalogExamples.failed;
import static io.elemental.seedimage.rules.CatalogExamples.preparing;
import static io.elemental.seedimage.rules.CatalogExamples.ready;
import static io.elemental.seedimage.rules.RequestExamples.bytes;
import static io.elemental.seedimage.rules.RequestExamples.conditional;
import static io.elemental.seedimage.rules.RequestExamples.request;
import static io.elemental.seedimage.rules.RequestExamples.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.CatalogExamples.EntryBuilder;
import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.catalog.CatalogEntry;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.catalog.CatalogVariant.Ready;
import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.catalog.SeedImageState;
import io.elemental.seedimage.rules.download.DownloadDecision.Checksum;
import io.elemental.seedimage.rules.download.DownloadDecision.Headers;
import io.elemental.seedimage.rules.download.DownloadDecision.NotModified;
import io.elemental.seedimage.rules.download.DownloadDecision.OutOfRange;
import io.elemental.seedimage.rules.download.DownloadDecision.Part;
import io.elemental.seedimage.rules.download.DownloadDecision.Redirect;
import io.elemental.seedimage.rules.download.DownloadDecision.Refused;
import io.elemental.seedimage.rules.download.DownloadDecision.Ticket;
import io.elemental.seedimage.rules.download.DownloadDecision.TicketLink;
import io.elemental.seedimage.rules.download.DownloadDecision.Whole;
import io.elemental.seedimage.rules.download.ImageRequest.Form;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecideDownloadTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LINK = Duration.ofMinutes(15);
    private static final RegistrationEntry REGISTRATION =
            new RegistrationEntry("fleet", "rack", "uid", "https://x", "key", null, null, "hash-1", true, null, NOW);
    private static final Ready ISO = ready(ImageType.ISO, Platform.LINUX_AMD64, "1".repeat(64), true);
    private static final Ready RAW = ready(ImageType.RAW, Platform.LINUX_ARM64, "2".repeat(64), false);

    @Test
    void serviceBeginsWithTheFirstVariant() {
        assertThat(decide(bytes(), entry(ISO, RAW))).isEqualTo(new Redirect(ISO, LINK));
        assertThat(decide(bytes(), entry(RAW, ISO))).isEqualTo(new Whole(RAW));
    }

    @ParameterizedTest
    @CsvSource({"iso, amd64", "iso, x86_64", "iso,", ", amd64", ", x86_64"})
    void findsTheVariantByEitherWord(@Nullable String type, @Nullable String arch) {
        var decision = decide(words(type, arch, "proxy"), entry(RAW, ISO));

        assertThat(decision).isEqualTo(new Whole(ISO));
    }

    @ParameterizedTest
    @CsvSource({"iso, arm64", "raw, amd64", "raw, x86_64", "iso, aarch64"})
    void refusesAVariantThatIsNotMadeAndTellsWhichAre(String type, String arch) {
        assertThat(decide(words(type, arch, null), entry(ISO, RAW)))
                .isEqualTo(new Refused(
                        Refusal.VARIANT_UNKNOWN,
                        "The SeedImage makes no such image; it makes type=iso&arch=amd64, type=raw&arch=arm64."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "img |  |  | type 'img' is not one of iso, raw",
                "ISO |  |  | type 'ISO' is not one of iso, raw",
                "'' |  |  | type '' is not one of iso, raw",
                " | riscv |  | arch 'riscv' is not one of amd64, x86_64, arm64, aarch64",
                " |  | auto | delivery 'auto' is not one of redirect, proxy",
            })
    void refusesWordsItDoesNotKnow(
            @Nullable String type, @Nullable String arch, @Nullable String delivery, String expected) {
        assertThat(decide(words(type, arch, delivery), entry(ISO)))
                .isEqualTo(new Refused(Refusal.REQUEST_INVALID, expected));
    }

    @Test
    void knowsNoSeedImageThatIsNotThereOrGone() {
        var gone = new EntryBuilder().withdrawnAt(NOW.minusSeconds(1)).build(ISO);

        assertThat(reason(decide(bytes(), null))).isEqualTo(Refusal.SEED_IMAGE_UNKNOWN);
        assertThat(decide(bytes(), gone)).isEqualTo(decide(bytes(), null));
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void expiresExactlyAtTheDeadline(long seconds, boolean expired) {
        var entry = new EntryBuilder().expiresAt(NOW.minusSeconds(seconds)).build(ISO);

        var decision = decide(bytes(), entry);

        assertThat(decision instanceof Refused(var reason, var _) && reason == Refusal.EXPIRED)
                .isEqualTo(expired);
    }

    @Test
    void staysExpiredWhenTheRegistrationChanges() {
        var entry = new EntryBuilder().expiresAt(NOW).registrationHash("hash-0").build(ISO);

        assertThat(reason(decide(bytes(), entry))).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    void waitsForImagesOfTheRegistrationAsItIsNow() {
        var stale = new EntryBuilder().registrationHash("hash-0").build(ISO);
        var failed = new EntryBuilder().registrationHash("hash-0").build(failed(ISO, "too large"));

        assertThat(reason(decide(bytes(), stale))).isEqualTo(Refusal.NOT_READY);
        assertThat(reason(decide(bytes(), failed))).isEqualTo(Refusal.NOT_READY);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void answersEveryFormByTheStateOfTheVariant(Form form) {
        var request = request(form, null, RequestConditions.NONE);

        assertThat(reason(decide(request, entry(preparing(ISO))))).isEqualTo(Refusal.NOT_READY);
        assertThat(decide(request, entry(failed(ISO, "The ISO has no boot record."))))
                .isEqualTo(new Refused(Refusal.FAILED, "The ISO has no boot record."));
        assertThat(reason(decide(request, entry(expired(ISO))))).isEqualTo(Refusal.EXPIRED);
    }

    @Test
    void oneVariantThatFailedDoesNotHideTheOther() {
        var entry = entry(failed(ISO, "no"), RAW);

        assertThat(decide(words("raw", null, null), entry)).isEqualTo(new Whole(RAW));
    }

    @Test
    void speaksForTheSeedImageWhileItHasNoVariants() {
        var failed = new EntryBuilder().state(SeedImageState.FAILED).build();
        var begun = new EntryBuilder().state(SeedImageState.INITIALIZED).build();

        assertThat(reason(decide(bytes(), failed))).isEqualTo(Refusal.FAILED);
        assertThat(reason(decide(bytes(), begun))).isEqualTo(Refusal.NOT_READY);
    }

    @ParameterizedTest
    @CsvSource({
        // delivery of the SeedImage, asked for, composed, store is public, expected
        "AUTO, , true, true, Redirect",
        "AUTO, , false, true, Whole",
        "AUTO, , true, false, Whole",
        "AUTO, redirect, true, true, Redirect",
        "AUTO, redirect, false, true, NOT_READY",
        "AUTO, redirect, true, false, DELIVERY_NOT_ALLOWED",
        "AUTO, proxy, true, true, Whole",
        "REDIRECT, , true, true, Redirect",
        "REDIRECT, , false, true, NOT_READY",
        "REDIRECT, , true, false, DELIVERY_NOT_ALLOWED",
        "REDIRECT, redirect, true, true, Redirect",
        "REDIRECT, proxy, true, true, DELIVERY_NOT_ALLOWED",
        "PROXY, , true, true, Whole",
        "PROXY, proxy, true, true, Whole",
        "PROXY, redirect, true, true, DELIVERY_NOT_ALLOWED",
    })
    void choosesTheWayWithinWhatTheSeedImageAllows(
            Delivery allowed, @Nullable String asked, boolean composed, boolean storeIsPublic, String expected) {
        var entry = new EntryBuilder().delivery(allowed).build(composed(composed));

        var decision = decide(words(null, null, asked), entry, storeIsPublic);

        assertThat(name(decision)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, , true, true, Ticket",
        "AUTO, , false, true, NOT_READY",
        "AUTO, , true, false, NO_LINK",
        "AUTO, proxy, true, true, NO_LINK",
        "REDIRECT, , true, true, Ticket",
        "REDIRECT, proxy, true, true, DELIVERY_NOT_ALLOWED",
        "PROXY, , true, true, NO_LINK",
    })
    void givesATicketOnlyForWhatALinkCanOpen(
            Delivery allowed, @Nullable String asked, boolean composed, boolean storeIsPublic, String expected) {
        var entry = new EntryBuilder().delivery(allowed).build(composed(composed));

        var decision = decide(request(Form.TICKET, asked, RequestConditions.NONE), entry, storeIsPublic);

        assertThat(name(decision)).isEqualTo(expected);
    }

    @Test
    void keepsConditionsThatNeedOurEntityTagAwayFromTheStore() {
        var mine = ISO.entityTag();

        assertThat(decide(conditional(null, null, "bytes=5-6", mine), entry(ISO)))
                .isEqualTo(new Part(ISO, 5, 2));
        assertThat(decide(conditional(null, null, "bytes=5-6", "\"old\""), entry(ISO)))
                .isEqualTo(new Whole(ISO));
        assertThat(decide(conditional(mine, null, null, null), entry(ISO))).isEqualTo(new Whole(ISO));
    }

    @Test
    void evaluatesConditionsBeforeItRedirects() {
        var mine = ISO.entityTag();

        assertThat(reason(decide(conditional("\"x\"", null, null, null), entry(ISO))))
                .isEqualTo(Refusal.PRECONDITION_FAILED);
        assertThat(decide(conditional(null, mine, null, null), entry(ISO))).isEqualTo(new NotModified(ISO));
        assertThat(decide(conditional(null, null, "bytes=5000-", null), entry(ISO)))
                .isEqualTo(new OutOfRange(ISO));
        assertThat(decide(conditional(null, null, "bytes=5-6", null), entry(ISO)))
                .isEqualTo(new Redirect(ISO, LINK));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersHeadWithHeadersAndNeverWithARedirectOrARange(boolean composed) {
        var conditions = new RequestConditions(null, null, "bytes=5-6", null);
        var entry = entry(composed(composed));

        assertThat(decide(request(Form.HEADERS, null, conditions), entry)).isEqualTo(new Headers(composed(composed)));
    }

    @Test
    void givesTheChecksumOnceItIsKnown() {
        var request = request(Form.CHECKSUM, null, RequestConditions.NONE);

        assertThat(decide(request, entry(ISO))).isEqualTo(new Checksum("ab".repeat(32), "rack.iso"));
        assertThat(reason(decide(request, entry(RAW)))).isEqualTo(Refusal.NOT_READY);
    }

    /** A clock that goes wrong must not promise a time that is still to come. */
    @Test
    void tellsNoTimeThatIsStillToCome() {
        assertThat(decide(bytes(), entry(writtenAt(NOW)))).isEqualTo(new Redirect(writtenAt(NOW), LINK));
        assertThat(decide(bytes(), entry(writtenAt(NOW.plusSeconds(1))))).isEqualTo(new Redirect(ISO, LINK));
    }

    private static CatalogVariant.Ready writtenAt(Instant time) {
        return new CatalogVariant.Ready(
                ISO.variant(), ISO.fileName(), ISO.identity(), ISO.size(), ISO.sha256(), ISO.build(), true, time);
    }

    @ParameterizedTest
    @CsvSource({"3600000, 900", "900000, 900", "899999, 899", "60000, 60", "1500, 1", "999, 1", "1, 1"})
    void linksDieWithTheImage(long millisLeft, long seconds) {
        var entry = new EntryBuilder().expiresAt(NOW.plusMillis(millisLeft)).build(ISO);
        var lifetime = Duration.ofSeconds(seconds);

        assertThat(decide(bytes(), entry)).isEqualTo(new Redirect(ISO, lifetime));
        assertThat(decide(request(Form.TICKET, null, RequestConditions.NONE), entry))
                .isEqualTo(new Ticket(ISO, new TicketLink.Presigned(lifetime, NOW.plus(lifetime))));
    }

    private static DownloadDecision decide(ImageRequest request, @Nullable CatalogEntry entry) {
        return decide(request, entry, true);
    }

    private static DownloadDecision decide(ImageRequest request, @Nullable CatalogEntry entry, boolean storeIsPublic) {
        return new DecideDownload(new LinkRules(storeIsPublic, LINK)).decide(request, REGISTRATION, entry, NOW);
    }

    private static String name(DownloadDecision decision) {
        return decision instanceof Refused(var reason, var _)
                ? reason.name()
                : decision.getClass().getSimpleName();
    }

    private static Refusal reason(DownloadDecision decision) {
        return assertThat(decision)
                .asInstanceOf(InstanceOfAssertFactories.type(Refused.class))
                .actual()
                .reason();
    }
}
