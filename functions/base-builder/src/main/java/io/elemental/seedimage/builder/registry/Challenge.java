package io.elemental.seedimage.builder.registry;

/** How a registry wants to be shown who asks. */
sealed interface Challenge {

    /** By name and password. */
    record Basic() implements Challenge {}

    /**
     * By a token.
     *
     * @param realm where there is one
     * @param service may be empty
     * @param scope what it must open
     */
    record Bearer(String realm, String service, String scope) implements Challenge {}
}
