package io.elemental.seedimage.builder.registry;

import io.elemental.seedimage.builder.common.Redacted;
import io.elemental.seedimage.builder.common.RefusedException;
import io.elemental.seedimage.builder.common.TryAgainException;
import io.elemental.seedimage.builder.source.TooSlowException;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Where one thing is asked for: mirrors in their order, then the registry, which has the last word. */
final class Places {

    private final List<Repository> mirrors;
    private final Repository registry;
    private final Map<Repository, String> deeds = new LinkedHashMap<>();
    private final Set<Repository> liars = new HashSet<>();
    private final Set<Repository> passed = new HashSet<>();
    private final Set<Repository> everPassed = new HashSet<>();

    /** @param repositories of which the registry's own is the last */
    Places(List<Repository> repositories) {
        this.mirrors = repositories.subList(0, repositories.size() - 1);
        this.registry = repositories.getLast();
    }

    /** What the first that answers says; what the registry fails with where none does. */
    <T> T first(Question<T> question) throws IOException {
        for (var mirror : mirrors) {
            if (!liars.contains(mirror) && !passed.contains(mirror)) {
                try {
                    return question.to(mirror);
                } catch (IOException e) {
                    deeds.put(mirror, e instanceof TooSlowException ? "which " + e.getMessage() : Redacted.failure(e));
                } catch (RefusedException | AbsentException e) {
                    deeds.put(mirror, deed(mirror, e));
                }
            }
        }
        return question.to(registry);
    }

    boolean isMirror(Repository repository) {
        return mirrors.contains(repository);
    }

    /** Asks a mirror no more: what it sent was not what it said. */
    void reject(Repository repository, RuntimeException why) {
        if (isMirror(repository)) {
            liars.add(repository);
            deeds.put(repository, deed(repository, why));
        }
    }

    /**
     * Asks the next ones, until {@link #comeBack}.
     *
     * @return whether it is a mirror, for the first time: somebody else may be asked at once
     */
    boolean passOver(Repository repository, RuntimeException why) {
        if (!isMirror(repository)) {
            return false;
        }
        deeds.put(repository, deed(repository, why));
        passed.add(repository);
        return everPassed.add(repository);
    }

    /**
     * Asks those again that were passed over: where the registry does not help, they are all there is.
     *
     * @return whether there are any
     */
    boolean comeBack() {
        var any = !passed.isEmpty();
        passed.clear();
        return any;
    }

    /** The registry's failure, with what the mirrors did before. */
    RuntimeException told(RuntimeException failure) {
        if (deeds.isEmpty()) {
            return failure;
        }
        var names = deeds.entrySet().stream()
                .map(deed -> "%s, %s".formatted(deed.getKey().registry(), deed.getValue()))
                .toList();
        var words = "%s; asked before: %s.".formatted(unended(failure), String.join("; ", names));
        return switch (failure) {
            case AbsentException _ -> new AbsentException(words);
            case RefusedException _ -> new RefusedException(words);
            case TryAgainException _ -> new TryAgainException(words);
            default -> failure;
        };
    }

    /** To stand behind a mirror's name. */
    private static String deed(Repository mirror, RuntimeException why) {
        return unended(why)
                .replaceFirst("^The registry %s ".formatted(Pattern.quote(mirror.registry())), "which ")
                .replaceFirst("^The image \\S+ cannot be pulled: its part ", "whose part ")
                .replaceFirst("^The ", "of which is said: the ");
    }

    private static String unended(RuntimeException failure) {
        return String.valueOf(failure.getMessage()).replaceFirst("[.]$", "");
    }
}
