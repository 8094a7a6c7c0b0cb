package io.elemental.seedimage.runtime;

/** The phase of a connection. */
enum Phase {
    /** The head of the first request is not complete. */
    NEW,
    /** A further request has begun; its head is not complete. */
    HEAD,
    /** An answer was sent. Nothing of the next request has arrived, except blank lines or the rest of a body. */
    IDLE,
    /** A request is being answered. */
    BUSY
}
