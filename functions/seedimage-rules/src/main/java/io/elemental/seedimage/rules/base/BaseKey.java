package io.elemental.seedimage.rules.base;

/** What an image must be signed with: a public key of cosign. */
public sealed interface BaseKey {

    /**
     * A key that is said as it is.
     *
     * @param pem "-----BEGIN PUBLIC KEY-----" and what follows
     */
    record Given(String pem) implements BaseKey {}

    /**
     * A key in a Secret.
     *
     * @param secret its name
     */
    record InSecret(String secret) implements BaseKey {}
}
