package io.elemental.seedimage.reconcile.function;

/**
 * What an event says has changed, as far as anything of it is used: a hint, since whoever reaches us can send any.
 *
 * @param id of the event, for the log
 * @param type of the event
 * @param apiVersion of the resource, group and version; all that follows is empty where the event does not say
 */
record ResourceEvent(String id, String type, String apiVersion, String kind, String namespace, String name) {}
