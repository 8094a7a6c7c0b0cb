package io.elemental.seedimage.rules.store;

import java.util.List;
import java.util.Optional;

/** Tries whether a grant opens more than it is for: whether its holder could have the store copy what it hides. */
@FunctionalInterface
public interface GrantTrial {

    /**
     * What is tried with, and nothing of it is left afterwards.
     *
     * @param hidden key of an object that is there, and that no grant may read
     * @param planted keys like those of secrets, for objects that are there during the trial only
     * @param image key that a grant may upload parts of
     * @param document key that a grant may write
     */
    record Places(String hidden, List<String> planted, String image, String document) {

        public Places {
            planted = List.copyOf(planted);
        }
    }

    /** One sentence why nobody may be given a grant; empty: all that must be refused was. */
    Optional<String> objection(Places places);
}
