package io.elemental.seedimage.local.store;

import java.net.URI;
import java.util.Map;

/** Where the store is and who we are there: all in which an embedded store differs from another one. */
public record StoreAddress(URI endpoint, String bucket, String accessKey, String secretKey) {

    /** What a program of this project wants in its environment to find the store. */
    public Map<String, String> environment() {
        return Map.of(
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
                secretKey);
    }

    @Override
    public String toString() {
        return "StoreAddress[%s, %s]".formatted(endpoint, bucket);
    }
}
