package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One place of an image, asked alone: what it says of names is its own word, and others may know more. */
public final class Place {

    private final ImageRegistry registry;
    private final Repository repository;
    private final boolean mirror;

    Place(ImageRegistry registry, Repository repository, boolean mirror) {
        this.registry = registry;
        this.repository = repository;
        this.mirror = mirror;
    }

    /** Its host, with the port where there is one. */
    public String name() {
        return repository.registry();
    }

    /** Whether others are asked after it. */
    public boolean isMirror() {
        return mirror;
    }

    /** What a tag or digest stands for; empty where it cannot be understood, or is not there. */
    public Optional<Manifest> named(String name) {
        return asked(there -> registry.manifest(there, name, "").orElseThrow().manifest());
    }

    /** What refers to a digest, as its API for that says; empty where it has none. */
    public Optional<Manifest> referrers(String digest) {
        return asked(new Referrers(registry, digest));
    }

    private Optional<Manifest> asked(Question<Manifest> question) {
        try {
            return Optional.of(
                    mirror ? question.to(repository) : registry.ask(new Places(List.of(repository)), question));
        } catch (IOException | AbsentException | RefusedException _) {
            return Optional.empty(); // what cannot be understood does not hide the rest
        }
    }
}
