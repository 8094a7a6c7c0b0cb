package io.elemental.seedimage.rules.cluster;

import io.elemental.seedimage.rules.ResourceRef;
import io.elemental.seedimage.rules.catalog.NotServable;

/** Why a SeedImage cannot have images for its registration now. */
public enum RegistrationProblem {
    NOT_FOUND("RegistrationNotFound", "There is no ElementalRegistration %s."),
    NOT_READY(
            "RegistrationNotReady",
            "ElementalRegistration %s is not ready: its provider has not written URI and token yet."),
    FROZEN("RegistrationFrozen", "The token of ElementalRegistration %s is no usable token, so nothing is served."),
    KEY_MISSING(
            "RegistrationKeyMissing",
            "The key of ElementalRegistration %s is missing or unreadable: its Secret needs an Ed25519 key in 'privKey'.");

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

    public static RegistrationProblem of(NotServable reason) {
        return switch (reason) {
            case NOT_FOUND -> NOT_FOUND;
            case KEY_MISSING -> KEY_MISSING;
            case FROZEN -> FROZEN;
            case NOT_READY -> NOT_READY;
        };
    }
}
