package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ResourceRef;

/** Where everything lies, relative to the installation's prefix. */
public final class StoreKeys {

    public static final String INSTALLATION = "installation.json";
    public static final String SWEEP = "sweep.json";
    public static final String BUILDS = "builds.json";

    private StoreKeys() {}

    public static String source(String sourceId) {
        return "sources/" + sourceId + ".json";
    }

    public static String baseImage(String build) {
        return "bases/" + build + "/image";
    }

    public static String manifest(String build) {
        return "bases/" + build + "/manifest.json";
    }

    public static String progress(String build) {
        return "bases/" + build + "/progress.json";
    }

    public static String result(String build) {
        return "bases/" + build + "/result.json";
    }

    public static String overlay(String identity) {
        return "images/" + identity + "/overlay.json";
    }

    public static String composedImage(String identity) {
        return "images/" + identity + "/image";
    }

    public static String composing(String identity) {
        return "images/" + identity + "/composing.json";
    }

    public static String registration(ResourceRef registration) {
        return "catalog/%s/%s/registration.json".formatted(registration.namespace(), registration.name());
    }

    public static String entry(ResourceRef registration, String seedImage) {
        return "catalog/%s/%s/seedimages/%s/entry.json"
                .formatted(registration.namespace(), registration.name(), seedImage);
    }
}
