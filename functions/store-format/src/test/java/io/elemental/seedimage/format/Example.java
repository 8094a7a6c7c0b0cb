package io.elemental.seedimage.format;

import io.elemental.seedimage.format.OverlayDocument.SegmentDocument;
import io.elemental.seedimage.overlay.ByteRange;
import io.elemental.seedimage.overlay.Slot;
import io.elemental.seedimage.overlay.digest.DigestState;
import io.elemental.seedimage.rules.store.StoreCapabilities;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One document of every type, as it lies in {@code golden/<name>.json}. */
record Example<T extends Record>(String name, DocumentType<T> type, T document) {

    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    static final String SOURCE_ID = "3f9c0d17a6b24e88f0a1c2d3e4f50617";
    static final String BUILD = SOURCE_ID + "-2";
    static final String SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    static final String IDENTITY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static final String NOTE = "has a file /iso-config/extra.yaml that is not as the boot tool needs it";
    static final String URL = "https://mirror.example/elemental.iso";
    static final Map<String, Integer> SLOT_SIZES = Map.of("agent", 65536, "cloud-config", 262144);
    static final List<Slot> SLOTS =
            List.of(new Slot("agent", 1064304640, 65536), new Slot("cloud-config", 1064370176, 262144));
    static final DigestState DIGEST_STATE = new DigestState(
            1064304640,
            List.of("6a09e667", "bb67ae85", "3c6ef372", "a54ff53a", "510e527f", "9b05688c", "1f83d9ab", "5be0cd19"));

    static Stream<Example<?>> all() {
        return Stream.of(
                source(),
                manifest(),
                progress(),
                overlay(),
                CatalogExamples.registration(),
                CatalogExamples.frozenRegistration(),
                CatalogExamples.entry(),
                CatalogExamples.tombstone(),
                CatalogExamples.index(),
                grant(),
                result(),
                refusal(),
                new Example<>(
                        "composing",
                        DocumentType.COMPOSING,
                        new ComposingDocument(
                                "MWY3YjI",
                                List.of(new ComposingDocument.PartDone(
                                        1, 0, 134217728, "\"5d41402abc4b2a76b9719d911017c592\"")))),
                new Example<>(
                        "builds",
                        DocumentType.BUILDS,
                        new BuildsDocument(
                                List.of(new BuildsDocument.Waiting(
                                        SOURCE_ID + "-3", "fleet", "seed", Instant.parse("2026-11-22T10:00:00Z"))),
                                List.of("lab", "fleet"))),
                new Example<>(
                        "installation",
                        DocumentType.INSTALLATION,
                        new InstallationDocument(
                                "6f0e2f0c-6f0a-4f5e-9a51-0d6b8b2d1c11",
                                NOW,
                                new StoreCapabilities(
                                        "https://store.example:9000",
                                        NOW,
                                        NOW.plusSeconds(86400),
                                        Map.of("copy-range", "it answers 501 NotImplemented")),
                                List.of("0c1d2e3f-6f0a-4f5e-9a51-0d6b8b2d1c11"))),
                new Example<>(
                        "sweep",
                        DocumentType.SWEEP,
                        new SweepDocument("fleet/rack", false, "reconcile-0", NOW.plusSeconds(60), NOW)));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Example<SourceDocument> source() {
        return new Example<>(
                "source",
                DocumentType.SOURCE,
                new SourceDocument(
                        SOURCE_ID,
                        URL,
                        "linux/amd64",
                        "iso",
                        SLOT_SIZES,
                        "fleet",
                        3,
                        BUILD,
                        "sha256:" + SHA256,
                        NOW,
                        new SourceDocument.Failure(
                                3,
                                "DigestDiffers",
                                "the source's SHA-256 is another one than was asked for",
                                NOW,
                                null,
                                null),
                        SHA256,
                        "http://proxy.example:3128",
                        new SourceDocument.Access("login", "authorities", "key", "-----BEGIN PUBLIC KEY-----")));
    }

    private static Example<ManifestDocument> manifest() {
        return new Example<>(
                "manifest",
                DocumentType.MANIFEST,
                new ManifestDocument(
                        BUILD,
                        URL,
                        "sha256:" + SHA256,
                        "linux/amd64",
                        "iso",
                        1073741824,
                        SHA256,
                        "\"5d41402abc4b2a76b9719d911017c592-17\"",
                        SLOTS,
                        DIGEST_STATE,
                        List.of(new ByteRange(4096, 1048576)),
                        NOW,
                        null,
                        null,
                        2,
                        List.of(NOTE)));
    }

    private static Example<ProgressDocument> progress() {
        return new Example<>(
                "progress",
                DocumentType.PROGRESS,
                new ProgressDocument("FetchSource", 734003200, 1073741824, NOW, NOW.minusSeconds(20)));
    }

    static Example<OverlayDocument> overlay() {
        return new Example<>(
                "overlay",
                DocumentType.OVERLAY,
                new OverlayDocument(
                        IDENTITY,
                        "fleet",
                        "rack",
                        "0b1d5c3a-2f0e-4c56-8a37-4e8a2a1c9f00",
                        BUILD,
                        1073741824,
                        null,
                        "iso",
                        "linux/amd64",
                        "rack-seed-amd64.iso",
                        List.of(
                                new SegmentDocument(1064304640, 65536, utf8("stages: {}\n")),
                                new SegmentDocument(1064370176, 262144, utf8("#cloud-config\n")))));
    }

    private static Example<GrantDocument> grant() {
        return new Example<>(
                "grant",
                DocumentType.GRANT,
                new GrantDocument(
                        SOURCE_ID + "-3",
                        "base",
                        new GrantDocument.Source(
                                URL,
                                null,
                                null,
                                null,
                                false,
                                false,
                                List.of("*.example"),
                                new GrantDocument.Proxies(
                                        "http://user:pass@proxy.example:3128", null, List.of("10.0.0.0/8")),
                                new GrantDocument.Registry(
                                        "pull-secret",
                                        "{\"auths\":{}}",
                                        List.of("plain.example:5000"),
                                        Map.of("docker.io", List.of("mirror.example/hub")),
                                        Map.of("registry.example", List.of("tokens.example")),
                                        "-----BEGIN PUBLIC KEY-----")),
                        "sha256:" + SHA256,
                        "linux/amd64",
                        "iso",
                        SLOT_SIZES,
                        SOURCE_ID,
                        1700000000,
                        6442450944L,
                        67108864,
                        List.of("https://s3.example/part1", "https://s3.example/part2"),
                        "https://s3.example/part3",
                        "https://s3.example/progress",
                        "https://s3.example/result",
                        "-----BEGIN CERTIFICATE-----"));
    }

    private static Example<ResultDocument> result() {
        return new Example<>(
                "result",
                DocumentType.RESULT,
                new ResultDocument(
                        SOURCE_ID + "-3",
                        "prepared",
                        null,
                        "sha256:" + SHA256,
                        1073741824,
                        SHA256,
                        SLOTS,
                        DIGEST_STATE,
                        List.of(),
                        List.of(new ResultDocument.PartDocument(1, 67108864, "\"5d41402abc4b2a76b9719d911017c592\"")),
                        2,
                        List.of(NOTE)));
    }

    private static Example<ResultDocument> refusal() {
        return new Example<>(
                "result-refused",
                DocumentType.RESULT,
                new ResultDocument(
                        SOURCE_ID + "-3",
                        "refused",
                        "The source is not an ISO 9660 image.",
                        null,
                        0,
                        null,
                        List.of(),
                        null,
                        List.of(),
                        List.of()));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
