package io.elemental.seedimage.rules.store;

import java.util.List;

/** Tries which rules a store keeps. */
public interface StoreTrial {

    /**
     * Keys of objects that are there during the trial only; nothing else may lie there.
     *
     * @param object that is written, listed, read and copied
     * @param raced that several write at once
     * @param uploaded that uploads are begun for
     */
    record Places(String object, String raced, String uploaded) {}

    /** The store that is tried: what is known of another one says nothing of it. */
    String endpoint();

    /**
     * One finding for each rule, in their order. {@link StoreUnavailableException} where the store does not answer, or
     * does not take an object of ours at all: then nothing is found.
     */
    List<StoreFinding> findings(Places places);
}
