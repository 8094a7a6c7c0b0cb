package io.elemental.seedimage.cluster.resources;

/** The CEL rules of a base image, by which the API server refuses it, each with its sentence for the user. */
final class BaseImageRules {

    /** The name of an image, as a pattern in CEL's quotes. */
    private static final String REFERENCE = "'^((?i:oci|docker):(//)?)?"
            + "([A-Za-z0-9][A-Za-z0-9._-]*|\\\\[[0-9A-Fa-f:.]+\\\\])(:[0-9]+)?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*"
            + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?$'";

    static final String NO_BLANKS = "!self.baseImage.matches('\\\\s')";
    static final String NO_BLANKS_SENTENCE = "spec.baseImage must not have blanks in it";

    static final String NO_USER = "!self.baseImage.matches('^[^/?#]*//[^/?#]*@')";
    static final String NO_USER_SENTENCE = "spec.baseImage must not have user information (user:password@) in its URL";

    static final String SCHEME =
            "(!self.baseImage.contains('://') || self.baseImage.matches('^(?i:https?|s3|oci|docker)://'))";
    static final String SCHEME_SENTENCE =
            "spec.baseImage must be an http, https or s3 URL, or an image such as registry.example/elemental-iso:v1";

    static final String OF_VARIANTS = "!has(self.variants) || self.variants.all(one, !has(one.baseImage)"
            + " || one.baseImage.matches('^(?i:https?|s3)://[^/?#@\\\\s]+(/[^\\\\s#]*)?$')"
            + " || one.baseImage.matches(" + REFERENCE + "))";
    static final String OF_VARIANTS_SENTENCE = "spec.variants[].baseImage must be as spec.baseImage:"
            + " an http, https or s3 URL, or an image such as registry.example/elemental-iso:v1";

    static final String HOST =
            "!self.baseImage.matches('^(?i:https?)://') || self.baseImage.matches('^[^/]*//[^/?#:]+[^#]*$')";
    static final String HOST_SENTENCE = "spec.baseImage must name a host, and have no fragment (#)";

    static final String UPLOADED = "!self.baseImage.matches('^(?i:s3)://') || self.baseImage.matches("
            + "'^s3://[^/]+/uploads(/([^/.][^/]*|[.][^/.][^/]*|[.][.][^/]+)){2,}$')";
    static final String UPLOADED_SENTENCE =
            "spec.baseImage must be s3://<bucket>/uploads/<namespace>/<file>: no other object can be a base";

    static final String IMAGE = "self.baseImage == ''"
            + " || (self.baseImage.contains('://') && !self.baseImage.matches('^(?i:oci|docker)://'))"
            + " || self.baseImage.matches(" + REFERENCE + ")";
    static final String IMAGE_SENTENCE =
            "spec.baseImage must be a URL, or an image such as registry.example/elemental-iso:v1";

    private BaseImageRules() {}
}
