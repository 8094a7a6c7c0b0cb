package io.elemental.seedimage.store;

import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreFinding;
import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.rules.store.StoreTrial;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** Does with objects of its own what images are made with. */
final class S3StoreTrial implements StoreTrial {

    static final byte[] CONTENT = "what a store is tried with".getBytes(StandardCharsets.US_ASCII);

    private final S3Bucket bucket;
    private final AwsCredentialsProvider key;
    private final Timeouts timeouts;
    private final S3Objects objects;
    private final S3Uploads uploads;

    S3StoreTrial(S3Bucket bucket, AwsCredentialsProvider key, Timeouts timeouts) {
        this.bucket = bucket;
        this.key = key;
        this.timeouts = timeouts;
        this.objects = new S3Objects(bucket);
        this.uploads = new S3Uploads(bucket);
    }

    @Override
    public String endpoint() {
        return bucket.settings().endpoint().toString();
    }

    @Override
    public List<StoreFinding> findings(Places places) {
        try {
            objects.put(places.object(), CONTENT, new Precondition.None());
            var problems = problems(places);
            return Stream.of(StoreRule.values())
                    .map(rule -> new StoreFinding(rule, Optional.ofNullable(problems.get(rule))))
                    .toList();
        } finally {
            Stream.of(places.object(), places.raced(), places.uploaded()).forEach(this::tidy);
        }
    }

    private EnumMap<StoreRule, String> problems(Places places) {
        var problems = new EnumMap<StoreRule, String>(StoreRule.class);
        var race = new S3WriteRace(bucket, places.raced());
        race.create().ifPresent(problem -> problems.put(StoreRule.CREATE_ONCE, problem));
        race.replace().ifPresent(problem -> problems.put(StoreRule.REPLACE_ONCE, problem));
        listed(places.object()).ifPresent(problem -> problems.put(StoreRule.LIST, problem));
        var copies = new S3CopyTrial(bucket, places.object(), places.uploaded());
        copies.range().ifPresent(problem -> problems.put(StoreRule.COPY_RANGE, problem));
        copies.unchanged().ifPresent(problem -> problems.put(StoreRule.COPY_UNCHANGED, problem));
        try (var links = S3LinkTrial.open(bucket, key, timeouts)) {
            links.get(places.object()).ifPresent(problem -> problems.put(StoreRule.GET_LINK, problem));
            var upload = new S3TrialUpload(bucket, places.uploaded());
            upload.problem()
                    .or(() -> links.part(upload))
                    .ifPresent(problem -> problems.put(StoreRule.PART_LINK, problem));
            upload.problem().or(upload::abort).ifPresent(problem -> problems.put(StoreRule.ABORT, problem));
        }
        return problems;
    }

    private Optional<String> listed(String object) {
        var found = HttpAnswer.of(
                bucket,
                "list " + object,
                () -> bucket
                        .client()
                        .listObjectsV2(request -> request.bucket(bucket.name()).prefix(bucket.fullKey(object)))
                        .contents()
                        .stream()
                        .anyMatch(listed -> listed.key().equals(bucket.fullKey(object))));
        return found.problem("ListObjectsV2")
                .or(() ->
                        found.value().filter(Boolean.FALSE::equals).map(_ -> "it does not list what was just written"));
    }

    /** What cannot be removed now goes with the sweep, as leftovers of an image do. */
    private void tidy(String place) {
        asFarAsItGoes(() -> uploads.abortAll(place));
        asFarAsItGoes(() -> objects.delete(place));
    }

    private static void asFarAsItGoes(Runnable call) {
        try {
            call.run();
        } catch (StoreUnavailableException _) {
            // whoever asked knows already, or will
        }
    }
}
