package io.elemental.seedimage.rules.download;

/** Why a download gets no bytes. What HTTP makes of each is the download function's matter. */
public enum Refusal {
    /** No registration token in the request, or not in the form {@code Bearer <token>}. */
    TOKEN_MISSING,
    /** The token is not signed as registration tokens are. */
    TOKEN_UNSUPPORTED,
    /** Nothing is served for such a registration. */
    REGISTRATION_UNKNOWN,
    /** The token does not open this registration. */
    TOKEN_REFUSED,
    /** It does not either, and this client showed too many such tokens. */
    TOO_MANY_REFUSALS,
    /** An administrator froze the registration. */
    REGISTRATION_FROZEN,
    /** The registration cannot open anything now: its key is missing, or the provider has not completed it. */
    REGISTRATION_NOT_READY,
    /** What is known of the registration is too old to be relied on. */
    REGISTRATION_OUTDATED,
    /** The registration has no such SeedImage. */
    SEED_IMAGE_UNKNOWN,
    /** A word of the request is none of those allowed. */
    REQUEST_INVALID,
    /** A well-formed wish for an image that this SeedImage does not make. */
    VARIANT_UNKNOWN,
    /** The SeedImage is served no longer. */
    EXPIRED,
    /** Being prepared: trying again later helps. */
    NOT_READY,
    /** Could not be prepared: trying again does not help. */
    FAILED,
    /** The SeedImage, or the installation, does not deliver in the way that was asked for. */
    DELIVERY_NOT_ALLOWED,
    /** No URL can be given that opens the image without the token. */
    NO_LINK,
    /** Nobody who may make links made this one so. */
    LINK_REFUSED,
    /** The link's time is over, or it was revoked. */
    LINK_ENDED,
    /** The request's {@code If-Match} names another image. */
    PRECONDITION_FAILED
}
