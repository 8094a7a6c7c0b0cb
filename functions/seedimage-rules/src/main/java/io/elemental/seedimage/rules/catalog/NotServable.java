package io.elemental.seedimage.rules.catalog;

/** Why nothing is served for a registration. */
public enum NotServable {
    /** It was deleted. */
    NOT_FOUND,
    /** The key Secret, or the key in it, is missing or unreadable. */
    KEY_MISSING,
    /** The token is a word that is no token: an administrator froze the registration. */
    FROZEN,
    /** The provider has not completed the registration yet. */
    NOT_READY
}
