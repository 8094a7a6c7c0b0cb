package io.elemental.seedimage.cluster.api;

import io.elemental.seedimage.rules.Unshown;
import java.util.regex.Pattern;
import tools.jackson.core.TokenStreamContext;

/** Writes the path of a value in its object: {@code spec.cloud-config.users[0]["a b"]}. */
final class FieldsTo {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final int LONGEST_KEY = 40;
    private static final int LONGEST = 200;

    private FieldsTo() {}

    /**
     * The path; of a long one, the beginning.
     *
     * @param at the position of the value
     * @param outside the position of the object
     */
    @SuppressWarnings("ReferenceEquality") // it is that very one that is meant
    static String path(TokenStreamContext at, TokenStreamContext outside) {
        var path = new StringBuilder();
        for (var context = at; context != null && context != outside; context = context.getParent()) {
            path.insert(0, segment(context));
        }
        var whole = path.charAt(0) == '.' ? path.substring(1) : path.toString();
        return whole.length() <= LONGEST ? whole : Unshown.cut(whole, LONGEST) + "...";
    }

    private static String segment(TokenStreamContext context) {
        if (context.inArray()) {
            return "[%s]".formatted(context.getCurrentIndex());
        }
        var name = String.valueOf(context.currentName());
        return WORD.matcher(name).matches() ? "." + name : "[\"%s\"]".formatted(excerpt(name));
    }

    private static String excerpt(String name) {
        var cut = name.length() <= LONGEST_KEY ? name : name.substring(0, LONGEST_KEY) + "...";
        return Unshown.marked(cut);
    }
}
