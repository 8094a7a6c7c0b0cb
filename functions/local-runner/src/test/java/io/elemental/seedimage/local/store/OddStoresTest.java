package io.elemental.seedimage.local.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.rules.store.StoreTrial;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import io.elemental.seedimage.testing.OddStore;
import io.elemental.seedimage.testing.OddStore.Habit;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What other stores do instead is found, and told in words; nothing is left of looking. */
@SuppressWarnings("NullAway.Init")
class OddStoresTest {

    private static final StoreTrial.Places PLACES = new StoreTrial.Places(
            "images/store-check-1/overlay.json", "images/store-check-1/composing.json", "images/store-check-1/image");

    private static final String KEY = "odd";
    private static final String SECRET = "odd-secret";

    private static EmbeddedStore server;
    private static S3Store real;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = EmbeddedStore.start(folder, KEY, SECRET);
        real = at(server.endpoint());
        real.createBucketIfMissing();
    }

    @AfterAll
    static void stop() {
        real.close();
        server.close();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(real.objects().list("")).isEmpty();
    }

    @Test
    void writersThatAllWin() {
        assertThat(problems(Habit.IGNORES_CONDITIONS))
                .containsOnlyKeys(StoreRule.CREATE_ONCE, StoreRule.REPLACE_ONCE)
                .containsEntry(
                        StoreRule.CREATE_ONCE,
                        "of 8 that wrote an object at once with If-None-Match: *, 8 were told that they did")
                .containsEntry(
                        StoreRule.REPLACE_ONCE,
                        "of 8 that wrote an object at once with If-Match, 8 were told that they did");
    }

    @Test
    void conditionsThatAreNotKnown() {
        assertThat(problems(Habit.NO_CONDITIONS))
                .containsOnlyKeys(StoreRule.CREATE_ONCE, StoreRule.REPLACE_ONCE)
                .containsEntry(StoreRule.CREATE_ONCE, "it answers 501 NotImplemented to PUT with If-None-Match: *")
                .containsEntry(StoreRule.REPLACE_ONCE, "it answers 501 NotImplemented to PUT with If-Match");
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "LOSES_WITH_409"})
    void storesThatAreAsTheyShould(Habit habit) {
        assertThat(problems(habit)).isEmpty();
    }

    @Test
    void partsThatAreNotCopied() {
        assertThat(problems(Habit.NO_PART_COPIES))
                .containsOnlyKeys(StoreRule.COPY_RANGE, StoreRule.COPY_UNCHANGED)
                .containsEntry(StoreRule.COPY_RANGE, "it answers 501 NotImplemented to UploadPartCopy with a range");
    }

    @Test
    void copiesWithoutCondition() {
        assertThat(problems(Habit.NO_COPY_CONDITIONS))
                .containsExactly(Map.entry(
                        StoreRule.COPY_UNCHANGED,
                        "it answers 501 NotImplemented to UploadPartCopy with x-amz-copy-source-if-match"));
        assertThat(problems(Habit.IGNORES_COPY_CONDITIONS))
                .containsExactly(Map.entry(
                        StoreRule.COPY_UNCHANGED,
                        "it copies an object other than the one that x-amz-copy-source-if-match names"));
    }

    @Test
    void linksThatLeadNowhere() {
        assertThat(problems(Habit.NO_LINKS))
                .containsExactly(
                        Map.entry(StoreRule.GET_LINK, "it answers 501 to GET of a presigned link"),
                        Map.entry(StoreRule.PART_LINK, "it answers 501 to PUT of a part to a presigned link"));
    }

    @Test
    void listsThatComeLate() {
        assertThat(problems(Habit.LISTS_LATE))
                .containsExactly(Map.entry(StoreRule.LIST, "it does not list what was just written"));
    }

    @Test
    void uploadsThatStay() {
        assertThat(problems(Habit.NEVER_ABORTS))
                .containsExactly(Map.entry(StoreRule.ABORT, "parts of an upload that was given up are still there"));
        real.uploads().abortAll(PLACES.uploaded());
    }

    /** A store that is away, or a key that may not write, says nothing of what the store can. */
    @ParameterizedTest
    @EnumSource(names = {"BUSY", "REFUSES"})
    void outagesSayNothing(Habit habit) {
        assertThatExceptionOfType(StoreUnavailableException.class)
                .isThrownBy(() -> problems(habit))
                .withMessageStartingWith("cannot write images/store-check-1/overlay.json: store http://127.0.0.1:");
    }

    /** As the embedded store does without {@link AtomicReplacement}. */
    @Test
    void storesThatLookFirstAndThenWrite(@TempDir Path folder) throws Exception {
        var proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .ignoreUnknownHeaders(true)
                .stopTimeout(0)
                .build();
        proxy.start();
        try (var store = at(URI.create("http://127.0.0.1:" + proxy.getPort()))) {
            store.createBucketIfMissing();
            assertThat(problems(store)).containsOnlyKeys(StoreRule.REPLACE_ONCE);
            assertThat(store.objects().list("")).isEmpty();
        } finally {
            proxy.stop();
        }
    }

    private static Map<StoreRule, String> problems(Habit habit) {
        try (var odd = new OddStore(server.endpoint(), habit);
                var store = at(odd.uri())) {
            return problems(store);
        }
    }

    private static Map<StoreRule, String> problems(S3Store store) {
        var problems = new EnumMap<StoreRule, String>(StoreRule.class);
        store.trial()
                .findings(PLACES)
                .forEach(finding -> finding.problem().ifPresent(problem -> problems.put(finding.rule(), problem)));
        return problems;
    }

    private static S3Store at(URI endpoint) {
        return S3Store.open(new S3Settings(endpoint, endpoint, "us-east-1", "odd", "some/folder"), KEY, SECRET);
    }
}
