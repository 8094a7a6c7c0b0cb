package io.elemental.seedimage.format;

import io.elemental.seedimage.format.StoredObject.Entry;
import io.elemental.seedimage.format.StoredObject.Index;
import io.elemental.seedimage.format.StoredObject.OfBase;
import io.elemental.seedimage.format.StoredObject.OfImage;
import io.elemental.seedimage.format.StoredObject.Registration;
import io.elemental.seedimage.format.StoredObject.Source;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.ResourceRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How the keys of a kind of object look: what {@link StoredObject#key()} writes, read again. */
record KeyForm(Pattern pattern, Function<MatchResult, StoredObject> object) {

    static final List<KeyForm> ALL = List.of(
            form("sources/([^/]+)\\.json", parts -> new Source(parts.group(1))),
            form("bases/([^/]+)/([^/]+)", parts -> new OfBase(parts.group(1), parts.group(2))),
            form("images/([^/]+)/([^/]+)", parts -> new OfImage(parts.group(1), parts.group(2))),
            form("catalog/([^/]+)/([^/]+)/registration\\.json", parts -> new Registration(registration(parts))),
            form("catalog/([^/]+)/([^/]+)/index\\.json", parts -> new Index(registration(parts))),
            form("catalog/([^/]+)/([^/]+)/seedimages/([^/]+)/entry\\.json", KeyForm::entry));

    /** Empty where the key has another form, or names what nothing can be called: it is somebody else's. */
    Optional<StoredObject> read(String key) {
        var matcher = pattern.matcher(key);
        try {
            return matcher.matches() ? Optional.of(object.apply(matcher)) : Optional.empty();
        } catch (InvalidInputException _) {
            return Optional.empty();
        }
    }

    private static StoredObject entry(MatchResult parts) {
        var seedImage = registration(parts).sibling(parts.group(3));
        return new Entry(registration(parts), seedImage.name());
    }

    private static ResourceRef registration(MatchResult parts) {
        return new ResourceRef(parts.group(1), parts.group(2));
    }

    private static KeyForm form(String pattern, Function<MatchResult, StoredObject> object) {
        return new KeyForm(Pattern.compile(pattern), object);
    }
}
