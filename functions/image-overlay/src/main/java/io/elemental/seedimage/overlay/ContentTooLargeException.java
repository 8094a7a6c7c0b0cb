package io.elemental.seedimage.overlay;

/** What is to go into a slot is larger than the slot; the message names the slot and both sizes. */
public final class ContentTooLargeException extends RuntimeException {

    ContentTooLargeException(Slot slot, int size) {
        super("the content of slot '%s' has %s bytes; the slot takes %s".formatted(slot.name(), size, slot.length()));
    }
}
