package io.elemental.seedimage.builder.pull;

import java.util.HashSet;
import java.util.Set;

/** What upper layers hide of those below them, as far as it concerns what is looked for. */
final class Hidden {

    private final Wanted wanted;
    private final Set<String> gone = new HashSet<>();
    private final Set<String> opaque = new HashSet<>();
    private final Set<String> nextGone = new HashSet<>();
    private final Set<String> nextOpaque = new HashSet<>();

    Hidden(Wanted wanted) {
        this.wanted = wanted;
    }

    /** Whether a file of this layer is seen in the image. */
    boolean hides(String path) {
        if (gone.contains(path)) {
            return true;
        }
        for (var folder = path; !folder.isEmpty(); ) {
            folder = TarPath.parent(folder);
            if (opaque.contains(folder) || gone.contains(folder)) {
                return true;
            }
        }
        return false;
    }

    /** Takes an entry of this layer, which hides what lies below this layer only. */
    void take(String path, boolean folder) {
        var name = TarPath.name(path);
        var parent = TarPath.parent(path);
        if (name.equals(TarPath.OPAQUE)) {
            if (parent.isEmpty() || wanted.concerns(parent)) {
                nextOpaque.add(parent);
            }
        } else if (name.startsWith(TarPath.WHITEOUT)) {
            hideNext(TarPath.target(parent, name.substring(TarPath.WHITEOUT.length())));
        } else if (!folder || wanted.matches(path)) {
            hideNext(path);
        }
    }

    private void hideNext(String path) {
        if (!path.isEmpty() && wanted.concerns(path)) {
            nextGone.add(path);
        }
    }

    /** Forgets what this layer said. */
    void forget() {
        nextGone.clear();
        nextOpaque.clear();
    }

    /** How many paths are remembered. */
    int size() {
        return gone.size() + opaque.size() + nextGone.size() + nextOpaque.size();
    }

    /** Goes on with the layer below. */
    void descend() {
        gone.addAll(nextGone);
        opaque.addAll(nextOpaque);
        nextGone.clear();
        nextOpaque.clear();
    }
}
