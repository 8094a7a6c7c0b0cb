package io.elemental.seedimage.registration.schema;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A condition of other boot tools: this one would run the step everywhere, which must not happen in silence. */
record UnknownGuard() implements Shape {

    @Override
    public String expected() {
        return "absent";
    }

    @Override
    public boolean takes(Object value) {
        return false;
    }

    @Override
    public Optional<String> firstProblem(String path, @Nullable Object value) {
        return value == null
                ? Optional.empty()
                : Optional.of(
                        "%s is no condition that the boot tool knows, so the step would always run: use 'if' instead"
                                .formatted(path));
    }
}
