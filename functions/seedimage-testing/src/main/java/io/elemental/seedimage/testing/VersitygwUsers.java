package io.elemental.seedimage.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Users of versitygw, which knows policies of buckets only: each user's statements are added to those of the others,
 * and name whom they are for.
 */
final class VersitygwUsers implements StoreUsers {

    private final RealStore store;
    private final String bucket;
    private final List<String> statements = new ArrayList<>();

    VersitygwUsers(RealStore store, String bucket) {
        this.store = store;
        this.bucket = bucket;
    }

    @Override
    public User with(String... policies) {
        var user = StoreUsers.newUser();
        StoreUsers.run(
                Map.of(
                        "ADMIN_ACCESS_KEY_ID", store.accessKey(),
                        "ADMIN_SECRET_ACCESS_KEY", store.secretKey(),
                        "ADMIN_ENDPOINT_URL", store.endpoint().toString()),
                List.of(
                        RealVersitygw.path().toString(),
                        "admin",
                        "create-user",
                        "--access",
                        user.accessKey(),
                        "--secret",
                        user.secretKey(),
                        "--role",
                        "user"));
        for (var policy : policies) {
            statements.add(statementsFor(user, StoreUsers.policy(policy, bucket)));
        }
        if (policies.length > 0) {
            MinioUsers.withFile(
                    "{\"Version\": \"2012-10-17\", \"Statement\": [%s]}".formatted(String.join(",", statements)),
                    file -> MinioUsers.mc(store, "anonymous", "set-json", file.toString(), "real/" + bucket));
        }
        return user;
    }

    private static String statementsFor(User user, String policy) {
        return policy.substring(policy.indexOf('[') + 1, policy.lastIndexOf(']'))
                .replaceAll("\"Sid\": \"[A-Za-z]+\"", "\"Principal\": {\"AWS\": [\"%s\"]}".formatted(user.accessKey()));
    }
}
