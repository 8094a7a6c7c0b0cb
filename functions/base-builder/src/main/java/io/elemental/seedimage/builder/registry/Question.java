package io.elemental.seedimage.builder.registry;

import java.io.IOException;

/** A question to one repository. */
@FunctionalInterface
interface Question<T> {

    /** IOException when trying again may help. */
    T to(Repository repository) throws IOException;
}
