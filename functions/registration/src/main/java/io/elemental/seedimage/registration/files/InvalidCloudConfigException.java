package io.elemental.seedimage.registration.files;

/**
 * The boot tool could not read this cloud-config; the message is one sentence that begins with the path of the field.
 */
public final class InvalidCloudConfigException extends RuntimeException {

    InvalidCloudConfigException(String message) {
        super(message);
    }
}
