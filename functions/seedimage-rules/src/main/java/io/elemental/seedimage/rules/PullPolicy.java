package io.elemental.seedimage.rules;

/** Whether a base that is there already is good enough. */
public enum PullPolicy {
    IF_NOT_PRESENT,
    ALWAYS
}
