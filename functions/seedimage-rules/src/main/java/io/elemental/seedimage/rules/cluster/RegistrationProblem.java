package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.NotServable;

/** Why a SeedImage cannot have images for its registration now. */
public enum RegistrationProblem {
    NOT_FOUND("RegistrationNotFound", "There is no ElementalRegistration %s."),
    NOT_READY(
            "RegistrationNotReady",
            "ElementalRegistration %s is not ready: its provider has not written URI and token yet."),
    UNREADABLE("RegistrationUnreadable", "ElementalRegistration %s cannot be read."),
    FROZEN(
            "RegistrationFrozen",
            "ElementalRegistration %s is frozen: its token is a word that is no token. " + Words.RENEW),
    TOKEN_SPACED(
            "RegistrationTokenMalformed",
            "The token of ElementalRegistration %s has a line break or a space in it or around it. " + Words.RENEW),
    TOKEN_EXPIRED("RegistrationTokenExpired", "The token of ElementalRegistration %s has expired. " + Words.RENEW),
    TOKEN_OF_OTHER_KEY(
            "RegistrationTokenOfOtherKey",
            "The token of ElementalRegistration %s is signed by another key than the one in its Secret. "
                    + Words.RENEW),
    KEY_MISSING(
            "RegistrationKeyMissing",
            "The key of ElementalRegistration %s is missing: its Secret needs an Ed25519 key in 'privKey'."),
    KEY_UNREADABLE(
            "RegistrationKeyUnreadable",
            "The key of ElementalRegistration %s is unreadable: its Secret needs an Ed25519 key in 'privKey', as PEM of"
                    + " PKCS#8.");

    /** What several sentences end with. */
    private static final class Words {
        static final String RENEW =
                "Empty spec.config.elemental.registration.token; the provider then writes a new one.";
    }

    private final String reason;
    private final String sentence;

    RegistrationProblem(String reason, String sentence) {
        this.reason = reason;
        this.sentence = sentence;
    }

    /** The word for it in conditions. */
    public String reason() {
        return reason;
    }

    /** One sentence for an operator. */
    public String sentence(ResourceRef registration) {
        return sentence.formatted(registration);
    }

    /** Whether it is over by itself in a while, so that nobody has to be alarmed. */
    public boolean passes() {
        return this == NOT_READY;
    }

    /** What the catalog says of it. The download function tells no more to whoever may be guessing. */
    public NotServable notServable() {
        return switch (this) {
            case NOT_FOUND, NOT_READY, UNREADABLE -> NotServable.NOT_READY;
            case FROZEN, TOKEN_SPACED, TOKEN_EXPIRED, TOKEN_OF_OTHER_KEY -> NotServable.FROZEN;
            case KEY_MISSING, KEY_UNREADABLE -> NotServable.KEY_MISSING;
        };
    }

    public static RegistrationProblem of(NotServable reason) {
        return switch (reason) {
            case NOT_FOUND -> NOT_FOUND;
            case KEY_MISSING -> KEY_MISSING;
            case FROZEN -> FROZEN;
            case NOT_READY -> NOT_READY;
        };
    }
}
