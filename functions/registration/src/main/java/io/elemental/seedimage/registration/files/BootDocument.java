package io.elemental.seedimage.registration.files;

import io.elemental.seedimage.registration.schema.BootSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A document for the boot tool that somebody else wrote, looked at by the rules of a cloud-config. */
public final class BootDocument {

    private static final String NAME = "name";

    private BootDocument() {}

    /**
     * One sentence, without its full stop, that begins with the path of what breaks a rule.
     *
     * @param cloudInit whether it has the header of cloud-init
     * @param file where the boot tool finds it, which is its name unless it has another
     */
    public static Optional<String> problem(Map<String, @Nullable Object> document, boolean cloudInit, String file) {
        var named = new HashMap<>(document);
        named.putIfAbsent(NAME, file);
        var schema =
                !cloudInit ? BootSchema.YIP : document.containsKey("stages") ? BootSchema.BOTH : BootSchema.CLOUD_INIT;
        return Stream.<Supplier<Optional<String>>>of(
                        () -> TextRules.firstProblem("", document),
                        () -> schema.firstProblem("", document),
                        () -> StepOrder.firstProblem("", named, !cloudInit))
                .flatMap(check -> check.get().stream())
                .findFirst()
                .map(problem -> problem.replaceFirst("^\\.", ""));
    }
}
