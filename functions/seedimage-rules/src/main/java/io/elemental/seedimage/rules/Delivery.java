package io.elemental.seedimage.rules;

/** How the bytes of an image may reach a client. */
public enum Delivery {
    AUTO,
    REDIRECT,
    PROXY
}
