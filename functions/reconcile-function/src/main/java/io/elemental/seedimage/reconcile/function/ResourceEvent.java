package io.elemental.seedimage.reconcile.function;

/**
 * The fields of an event that are used. They are a hint, since anybody who reaches the function can send any event.
 *
 * @param id of the event, for the log
 * @param type of the event
 * @param apiVersion group and version of the resource; this and all fields after it are empty where the event does not
 *     say
 */
record ResourceEvent(String id, String type, String apiVersion, String kind, String namespace, String name) {}
