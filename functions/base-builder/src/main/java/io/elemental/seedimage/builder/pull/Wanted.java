package io.elemental.seedimage.builder.pull;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files of an image are looked for. */
sealed interface Wanted {

    /** Whether a file is one of them. */
    boolean matches(String path);

    /** Whether one of them could lie at or below a path, so that it counts what layers say of that. */
    boolean concerns(String path);

    /** Whether all of them lie in it, and in nothing below it. */
    boolean isFolder(String path);

    /** Whether there can be no more of them. */
    boolean isComplete(Set<String> found);

    /** Every ISO of a folder. */
    record Isos(String folder) implements Wanted {

        /** Where Elemental's images have their ISO. */
        static final String FOLDER = "elemental-iso";

        /** Names with "._" in front are what macOS puts beside files. */
        private static final Pattern ISO = Pattern.compile("(?![.]_)[^/]+[.]iso(?:[.](?:gz|xz|zst))?");

        @Override
        public boolean matches(String path) {
            return isFolder(TarPath.parent(path))
                    && ISO.matcher(TarPath.name(path)).matches();
        }

        @Override
        public boolean concerns(String path) {
            return isFolder(path) || isFolder(TarPath.parent(path)) || folder.startsWith(path + "/");
        }

        @Override
        public boolean isFolder(String path) {
            return path.equals(folder);
        }

        @Override
        public boolean isComplete(Set<String> found) {
            return false;
        }
    }

    /**
     * Files at the ends of links.
     *
     * @param above every folder that one of them lies in or below
     */
    record Exactly(Set<String> wanted, Set<String> above) implements Wanted {

        static Exactly of(Set<String> wanted) {
            var above = new HashSet<String>();
            for (var path : wanted) {
                for (var folder = TarPath.parent(path); !folder.isEmpty(); folder = TarPath.parent(folder)) {
                    above.add(folder);
                }
            }
            return new Exactly(wanted, above);
        }

        @Override
        public boolean matches(String path) {
            return wanted.contains(path);
        }

        @Override
        public boolean concerns(String path) {
            return wanted.contains(path) || above.contains(path);
        }

        @Override
        public boolean isFolder(String path) {
            return false;
        }

        @Override
        public boolean isComplete(Set<String> found) {
            return found.containsAll(wanted);
        }
    }
}
