package io.elemental.seedimage.download;

import java.util.regex.Pattern;

/**
 * Whether a path is written in the one way that ours are. Others can mean the same to one server and something else to
 * the next one in front of it, so they mean nothing here: escapes, parameters behind ';', empty and dotted segments.
 */
final class PlainPath {

    // Possessive: what has matched is not tried in another way, which would take a stack as deep as there are segments.
    private static final Pattern PLAIN = Pattern.compile("/|(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._-]++)++/?");

    private PlainPath() {}

    /** @param path as it was sent, without the query */
    static boolean is(String path) {
        return PLAIN.matcher(path).matches();
    }
}
