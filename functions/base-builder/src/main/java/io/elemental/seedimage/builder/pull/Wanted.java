package io.elemental.seedimage.builder.pull;

import java.util.regex.Pattern;

/** Which files of an image are looked for. */
sealed interface Wanted {

    /** Whether a file is one of them. */
    boolean matches(String path);

    /** Whether one of them could lie at or below a path, so that it counts what layers say of that. */
    boolean concerns(String path);

    /** Where Elemental's images have their ISO. */
    record Isos() implements Wanted {

        /** Names with "._" in front are what macOS puts beside files. */
        static final String FOLDER = "elemental-iso";

        private static final Pattern ISO = Pattern.compile(FOLDER + "/(?![.]_)[^/]+[.]iso(?:[.](?:gz|xz|zst))?");

        @Override
        public boolean matches(String path) {
            return ISO.matcher(path).matches();
        }

        @Override
        public boolean concerns(String path) {
            return path.equals(FOLDER) || TarPath.parent(path).equals(FOLDER);
        }
    }

    /** One file, at the end of a link. */
    record Exactly(String wanted) implements Wanted {

        @Override
        public boolean matches(String path) {
            return path.equals(wanted);
        }

        @Override
        public boolean concerns(String path) {
            return path.equals(wanted) || wanted.startsWith(path + "/");
        }
    }
}
