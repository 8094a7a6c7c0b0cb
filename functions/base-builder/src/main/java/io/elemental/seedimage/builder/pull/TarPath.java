package io.elemental.seedimage.builder.pull;

import java.util.ArrayDeque;
import java.util.Deque;

/** Names in layers, which are written in many ways: "a/b", "./a/b", "/a/b", "a/b/". */
final class TarPath {

    static final String WHITEOUT = ".wh.";
    static final String OPAQUE = ".wh..wh..opq";

    private TarPath() {}

    /** In one spelling: "a/b", which never leads out of the image. */
    static String plain(String name) {
        return join("", name);
    }

    /** What a link in a folder leads to. */
    static String target(String folder, String link) {
        return join(link.startsWith("/") ? "" : folder, link);
    }

    /** Empty for the root, and for what lies in it. */
    static String parent(String path) {
        var slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String join(String folder, String relative) {
        Deque<String> words = new ArrayDeque<>();
        for (var word : (folder + "/" + relative).split("/", -1)) {
            switch (word) {
                case "", "." -> {}
                case ".." -> words.pollLast();
                default -> words.addLast(word);
            }
        }
        return String.join("/", words);
    }
}
