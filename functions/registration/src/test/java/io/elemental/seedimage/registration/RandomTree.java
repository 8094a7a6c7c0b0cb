package io.elemental.seedimage.registration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes JSON trees full of what YAML readers stumble over. */
public final class RandomTree {

    private static final int DEPTH = 4;

    private static final List<String> TRAPS = List.of(
            "",
            " ",
            "yes",
            "NO",
            "null",
            "~",
            "0644",
            "0o644",
            "1e3",
            "1_000",
            ".inf",
            "2026-11-22",
            "12:30:45",
            "a: b",
            "- a",
            "#a",
            "a #b",
            "<<",
            "{{",
            "&a",
            "*a",
            "!a",
            "|",
            ">",
            "%YAML",
            "@a",
            "`a`",
            "'",
            "\"",
            "\\",
            "\\n",
            "---",
            "...",
            "a\nb\n",
            "\n",
            "\r\n",
            "\t",
            "\u0007",
            "\u007F",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "é",
            "\uD83D\uDE00",
            "x".repeat(200));

    private final Random random;

    public RandomTree(Random random) {
        this.random = random;
    }

    public Map<String, @Nullable Object> object() {
        return object(0);
    }

    private Map<String, @Nullable Object> object(int depth) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (var count = random.nextInt(5); count > 0; count--) {
            object.put(text(), node(depth + 1));
        }
        return object;
    }

    private List<@Nullable Object> list(int depth) {
        var list = new ArrayList<@Nullable Object>();
        for (var count = random.nextInt(5); count > 0; count--) {
            list.add(node(depth + 1));
        }
        return list;
    }

    private @Nullable Object node(int depth) {
        return switch (random.nextInt(depth < DEPTH ? 10 : 7)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> (1L << 32) + random.nextLong(Long.MAX_VALUE >> 1);
            case 4 ->
                new BigInteger(1, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}).add(BigInteger.valueOf(random.nextInt()));
            case 5 -> random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            case 6 -> text();
            case 7 -> list(depth);
            default -> object(depth);
        };
    }

    private String text() {
        var text = new StringBuilder();
        for (var count = 1 + random.nextInt(3); count > 0; count--) {
            text.append(TRAPS.get(random.nextInt(TRAPS.size())));
        }
        return text.toString();
    }

    /** The same tree with the fields of all objects shuffled. */
    static @Nullable Object shuffled(@Nullable Object node, Random random) {
        return switch (node) {
            case Map<?, ?> map -> inAnotherOrder(map, random);
            case List<?> list -> {
                var items = new ArrayList<@Nullable Object>();
                list.forEach(item -> items.add(shuffled(item, random)));
                yield items;
            }
            case null, default -> node;
        };
    }

    public static Map<?, ?> inAnotherOrder(Map<?, ?> map, Random random) {
        var keys = new ArrayList<Object>(map.keySet());
        Collections.shuffle(keys, random);
        var copy = new LinkedHashMap<Object, @Nullable Object>();
        keys.forEach(key -> copy.put(key, shuffled(map.get(key), random)));
        return copy;
    }
}
