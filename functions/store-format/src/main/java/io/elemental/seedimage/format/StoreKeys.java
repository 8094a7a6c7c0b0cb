package io.elemental.seedimage.format;

import io.elemental.seedimage.rules.ResourceRef;

/** Where everything lies, relative to the installation's prefix. {@link StoredObject} says what lies under a key. */
public final class StoreKeys {

    public static final String INSTALLATION = "installation.json";
    public static final String SWEEP = "sweep.json";
    public static final String BUILDS = "builds.json";

    public static final String SOURCES = "sources/";
    public static final String BASES = "bases/";
    public static final String IMAGES = "images/";
    public static final String CATALOG = "catalog/";

    /** What a base, or an image, consists of. */
    public static final String IMAGE_FILE = "image";

    public static final String MANIFEST_FILE = "manifest.json";
    public static final String PROGRESS_FILE = "progress.json";
    public static final String RESULT_FILE = "result.json";
    public static final String OVERLAY_FILE = "overlay.json";
    public static final String COMPOSING_FILE = "composing.json";

    private StoreKeys() {}

    public static String source(String sourceId) {
        return new StoredObject.Source(sourceId).key();
    }

    public static String baseImage(String build) {
        return new StoredObject.OfBase(build, IMAGE_FILE).key();
    }

    public static String manifest(String build) {
        return new StoredObject.OfBase(build, MANIFEST_FILE).key();
    }

    public static String progress(String build) {
        return new StoredObject.OfBase(build, PROGRESS_FILE).key();
    }

    public static String result(String build) {
        return new StoredObject.OfBase(build, RESULT_FILE).key();
    }

    /** The folder of everything that belongs to an image. */
    public static String image(String identity) {
        return IMAGES + identity + "/";
    }

    public static String overlay(String identity) {
        return new StoredObject.OfImage(identity, OVERLAY_FILE).key();
    }

    public static String composedImage(String identity) {
        return new StoredObject.OfImage(identity, IMAGE_FILE).key();
    }

    public static String composing(String identity) {
        return new StoredObject.OfImage(identity, COMPOSING_FILE).key();
    }

    /** The folder of a namespace's registrations, each with a folder of its name. */
    public static String catalog(String namespace) {
        return CATALOG + namespace + "/";
    }

    public static String registration(ResourceRef registration) {
        return new StoredObject.Registration(registration).key();
    }

    public static String index(ResourceRef registration) {
        return new StoredObject.Index(registration).key();
    }

    /** The folder of a registration's entries, each with a folder of its SeedImage's name. */
    public static String entries(ResourceRef registration) {
        return catalog(registration.namespace()) + registration.name() + "/seedimages/";
    }

    public static String entry(ResourceRef registration, String seedImage) {
        return new StoredObject.Entry(registration, seedImage).key();
    }
}
