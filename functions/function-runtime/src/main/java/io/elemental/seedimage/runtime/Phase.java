package io.elemental.seedimage.runtime;

/** What a connection is at. */
enum Phase {
    /** No request has come, or not the whole head of one. */
    NEW,
    /** A further request has begun; its head is not whole. */
    HEAD,
    /** An answer was given; nothing of a next request has come, but blank lines perhaps, or rests of a body. */
    IDLE,
    /** A request is being answered. */
    BUSY
}
