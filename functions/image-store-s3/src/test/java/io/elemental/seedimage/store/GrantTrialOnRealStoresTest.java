package io.elemental.seedimage.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.RealStore;
import io.elemental.seedimage.testing.StoreUsers;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The trial against real stores, with the policies that an installation has, and some that it should not have. */
class GrantTrialOnRealStoresTest {

    static List<RealStore> stores() {
        return RealStore.everyOrSkip();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void policiesOfAnInstallationAreWell(RealStore real) {
        assertThat(objection(real, "grant")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantKeyThatMayReadWhatIsServedIsFound(RealStore real) {
        assertThat(objection(real, "grant", "download"))
                .hasValue(
                        "The store answers 200 instead of 403 where the key of SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID has it "
                                + "copy images/grant-probe/overlay.json into a part of an image, so a grant could read what is hidden.");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantKeyThatMayDoAllThatTheReconcilerMayIsFound(RealStore real) {
        assertThat(objection(real, "reconcile"))
                .hasValueSatisfying(sentence -> assertThat(sentence).contains("copy installation.json into a part"));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aGrantKeyThatMayNothingIsFound(RealStore real) {
        assertThat(objection(real))
                .hasValue("The store answers 403 AccessDenied to a part of an image with the key of "
                        + "SEEDIMAGE_S3_GRANT_ACCESS_KEY_ID.");
    }

    /** What comes of a trial whose grant key has these policies; nothing of it is left. */
    private static Optional<String> objection(RealStore real, String... policies) {
        var bucket = "trial-" + UUID.randomUUID();
        var settings = Stores.settings(real.endpoint(), bucket, "");
        var users = StoreUsers.orSkip(real, bucket);
        try (var root = S3Store.open(settings, real.accessKey(), real.secretKey())) {
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

    private static S3Key key(StoreUsers.User user) {
        return new S3Key(user.accessKey(), user.secretKey());
    }
}
