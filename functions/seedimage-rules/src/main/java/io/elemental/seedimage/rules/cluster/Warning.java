package io.elemental.seedimage.rules.cluster;

/**
 * What the author of a SeedImage wrote and the machine will not do, or not so.
 *
 * @param path of the field
 * @param message a sentence without its subject, which is the field
 */
public record Warning(String path, String message) {

    /** The field that names a base. */
    public static final String BASE = "spec.baseImage";

    /** The field that names a registration. */
    public static final String REGISTRATION = "spec.registrationRef";

    private static final String CLOUD_CONFIG = "spec.cloud-config";

    /** The word for it in Events. */
    public String reason() {
        return switch (path) {
            case BASE -> "BaseWarning";
            case REGISTRATION -> "RegistrationWarning";
            case String field when field.startsWith(CLOUD_CONFIG) -> "CloudConfigWarning";
            default -> "SeedImageWarning";
        };
    }
}
