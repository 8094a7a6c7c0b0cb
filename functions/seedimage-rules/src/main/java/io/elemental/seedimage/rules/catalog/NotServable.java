package io.elemental.seedimage.rules.catalog;

/** Why nothing is served for a registration. */
public enum NotServable {
    /** It was deleted. */
    NOT_FOUND,
    /** The key Secret, or the key in it, is missing or unreadable. */
    KEY_MISSING,
    /** The token opens nothing: an administrator froze the registration with a word that is no token, or it is over. */
    FROZEN,
    /** The provider has not completed the registration yet. */
    NOT_READY
}
