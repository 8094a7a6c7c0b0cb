package io.elemental.seedimage.local.manifests;

import io.elemental.seedimage.rules.ResourceRef;
import tools.jackson.databind.node.ObjectNode;

/**
 * One resource as it stands in a file.
 *
 * @param file name of the file
 * @param line on which the document begins, from 1
 * @param kind SeedImage, ElementalRegistration, Secret or ConfigMap
 * @param json as an API server would store it; nobody changes it
 */
record Manifest(String file, int line, String kind, ResourceRef ref, ObjectNode json) {

    static final String SEED_IMAGE = "SeedImage";
    static final String REGISTRATION = "ElementalRegistration";
    static final String SECRET = "Secret";
    static final String CONFIG_MAP = "ConfigMap";

    /** "demo.yaml line 12", for sentences. */
    String place() {
        return "%s line %s".formatted(file, line);
    }

    @Override
    public String toString() {
        return "Manifest[%s, %s %s]".formatted(place(), kind, ref); // a document may hold keys and passwords
    }
}
