package io.elemental.seedimage.local.store;

import io.elemental.seedimage.local.common.Options;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.store.GrantKeys;
import io.elemental.seedimage.store.S3Grants;
import io.elemental.seedimage.store.S3Settings;
import io.elemental.seedimage.store.S3Store;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The store that images lie in: an embedded one, or one that was named. All that follows is the same for both. */
public final class LocalStore implements AutoCloseable {

    private static final int SECRET_BYTES = 20;

    private final StoreAddress address;
    private final S3Store store;
    private final S3Grants grants;
    private final Optional<EmbeddedStore> embedded;

    private LocalStore(StoreAddress address, Optional<EmbeddedStore> embedded) {
        this.address = address;
        this.embedded = embedded;
        store = S3Store.open(
                S3Settings.fromEnvironment(address.environment()), address.accessKey(), address.secretKey());
        store.createBucketIfMissing();
        grants = store.grants(GrantKeys.NONE);
    }

    public static LocalStore open(Options options, Path data, Map<String, String> environment) {
        if (options.s3().isPresent()) {
            var address = new StoreAddress(
                    options.s3().get(),
                    options.bucket(),
                    required(environment, "AWS_ACCESS_KEY_ID"),
                    required(environment, "AWS_SECRET_ACCESS_KEY"),
                    caFile(environment));
            return new LocalStore(address, Optional.empty());
        }
        var accessKey = "embedded";
        var secretKey = secret();
        var embedded = EmbeddedStore.start(data.resolve("store"), accessKey, secretKey);
        return new LocalStore(
                new StoreAddress(embedded.endpoint(), options.bucket(), accessKey, secretKey), Optional.of(embedded));
    }

    public StoreAddress address() {
        return address;
    }

    public S3Store store() {
        return store;
    }

    /** Signed with the one key that there is: whoever has a grant here could read the whole store. */
    public S3Grants grants() {
        return grants;
    }

    @Override
    public void close() {
        grants.close();
        store.close();
        embedded.ifPresent(EmbeddedStore::close);
    }

    /** As an absolute path, since programs that run elsewhere are told it, too. */
    private static Optional<Path> caFile(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(StoreAddress.CA_FILE))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath());
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new InvalidInputException("--s3 needs %s in the environment".formatted(name)));
    }

    private static String secret() {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
