package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.MinioUsers;
import io.elemental.seedimage.testing.RealMinio;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trial against real stores, with the policies that an installation has, and some that it should not have. */
class GrantTrialOnMinioTest {

    static List<RealMinio> stores() {
        return RealMinio.everyOrSkip();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void policiesOfAnInstallationAreWell(RealMinio minio) {
        assertThat(objection(minio, "grant")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantKeyThatMayReadWhatIsServedIsFound(RealMinio minio) {
        assertThat(objection(minio, "grant", "download"))
                .hasValue(
                        "The store answers 200 instead of 403 where the key of SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID has it "
                                + "copy images/grant-probe/overlay.json into a part of an image, so a grant could read what is hidden.");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantKeyThatMayDoAllThatTheReconcilerMayIsFound(RealMinio minio) {
        assertThat(objection(minio, "reconcile"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("copy installation.json into a part"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantKeyThatMayNothingIsFound(RealMinio minio) {
        assertThat(objection(minio))
                .hasValue("The store answers 403 AccessDenied to a part of an image with the key of "
                        + "SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID.");
    }

    /** What comes of a trial whose grant key has these policies; nothing of it is left. */
    private static Optional<String> objection(RealMinio minio, String... policies) {
        var bucket = "trial-" + UUID.randomUUID();
        var settings = Stores.settings(minio.endpoint(), bucket, "");
        var users = MinioUsers.orSkip(minio, bucket);
        try (var root = S3Store.open(settings, minio.accessKey(), minio.secretKey())) {
            root.createBucketIfMissing();
        }
        var own = users.with("reconcile");
        try (var store = S3Store.open(settings, own.accessKey(), own.secretKey());
                var grants = store.grants(new GrantKeys(key(users.with(policies)), key(users.with("download"))));
                var client = S3Store.client(
                        settings, new S3Key(own.accessKey(), own.secretKey()).credentials(), Timeouts.SHORT)) {
            store.objects().put("installation.json", new byte[100], new Precondition.None());

            var objection = grants.trial().objection(S3GrantTrialTest.PLACES);

            assertThat(store.objects().list("")).extracting("key").containsExactly("installation.json");
            assertThat(client.listMultipartUploads(
                                    request -> request.bucket(bucket).prefix("bases/grant-probe/image"))
                            .uploads())
                    .isEmpty();
            return objection;
        }
    }

    private static S3Key key(MinioUsers.User user) {
        return new S3Key(user.accessKey(), user.secretKey());
    }
}
