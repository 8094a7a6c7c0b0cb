package io.elemental.seedimage.rules.cluster;

/** What a SeedImage says of two opening braces in its cloud-config. */
public enum Templating {
    /** Nothing: they arrive as they are written, and whoever meant a template is told. */
    UNSAID,
    /** They are meant to arrive as they are written. */
    AS_WRITTEN,
    /** They begin a template for the boot tool. */
    RENDERED
}
