package io.elemental.seedimage.rules.download;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Comparison of entity tags (RFC 9110 sections 8.8.3.2, 13.1.1, 13.1.2); what is no entity tag matches nothing. */
final class EntityTags {

    /** One member of a list, with what ends it; the characters of a tag may include commas. */
    private static final Pattern MEMBER =
            Pattern.compile("\\G[ \\t,]*+((?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*+\")[ \\t]*+(?=,|$)");

    private EntityTags() {}

    /** Strong comparison with a list, as {@code If-Match} asks for. */
    static boolean anyStrong(String list, String entityTag) {
        return any(list, entityTag::equals);
    }

    /** Weak comparison with a list, as {@code If-None-Match} asks for. */
    static boolean anyWeak(String list, String entityTag) {
        return any(list, tag -> entityTag.equals(tag.startsWith("W/") ? tag.substring(2) : tag));
    }

    /** Strong comparison with a single tag, as {@code If-Range} asks for. */
    static boolean isStrong(String tag, String entityTag) {
        return tag.strip().equals(entityTag);
    }

    private static boolean any(String list, Predicate<String> matches) {
        if (list.strip().equals("*")) {
            return true;
        }
        var member = MEMBER.matcher(list);
        while (member.find()) {
            if (matches.test(member.group(1))) {
                return true;
            }
        }
        return false;
    }
}
