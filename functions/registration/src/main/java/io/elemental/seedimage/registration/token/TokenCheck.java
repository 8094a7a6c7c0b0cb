package io.elemental.seedimage.registration.token;

import io.elemental.seedimage.rules.catalog.RegistrationEntry;
import io.elemental.seedimage.rules.download.Refusal;

/** Whether a request may have what a registration's images hold. */
public sealed interface TokenCheck {

    record Authorized(RegistrationEntry registration) implements TokenCheck {}

    /** The detail is one sentence for the client's user, without anything of the token. */
    record Refused(Refusal reason, String detail) implements TokenCheck, ShownToken {}
}
