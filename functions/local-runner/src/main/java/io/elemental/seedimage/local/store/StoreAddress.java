package io.elemental.seedimage.local.store;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the store is and who we are there: all in which an embedded store differs from another one.
 *
 * @param caFile PEM of who vouches for its certificate; without one, the authorities that everybody trusts do
 */
public record StoreAddress(URI endpoint, String bucket, String accessKey, String secretKey, Optional<Path> caFile) {

    public static final String CA_FILE = "SEEDIMAGE_S3_CA_FILE";

    public StoreAddress(URI endpoint, String bucket, String accessKey, String secretKey) {
        this(endpoint, bucket, accessKey, secretKey, Optional.empty());
    }

    /** What a program of this project wants in its environment to find the store. */
    public Map<String, String> environment() {
        var environment = new HashMap<>(Map.of(
                "SEEDIMAGE_S3_ENDPOINT",
                endpoint.toString(),
                "SEEDIMAGE_S3_PUBLIC_ENDPOINT",
                endpoint.toString(), // whoever reaches this machine reaches the store
                "SEEDIMAGE_S3_PLAIN_HTTP",
                String.valueOf(endpoint.getScheme().equals("http")), // it was named so
                "SEEDIMAGE_S3_BUCKET",
                bucket,
                "AWS_ACCESS_KEY_ID",
                accessKey,
                "AWS_SECRET_ACCESS_KEY",
                secretKey));
        caFile.ifPresent(file -> environment.put(CA_FILE, file.toString()));
        return Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return "StoreAddress[%s, %s]".formatted(endpoint, bucket);
    }
}
