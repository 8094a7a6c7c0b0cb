package io.elemental.seedimage.local;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** A number of bytes as Kubernetes writes it: "6Gi", "500M", "1.5G". */
final class Quantity {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,30}(?:\\.[0-9]{1,30})?)(Ki|Mi|Gi|Ti|Pi|k|M|G|T|P|)");
    private static final Map<String, Long> UNITS = Map.ofEntries(
            Map.entry("", 1L),
            Map.entry("k", 1_000L),
            Map.entry("M", 1_000_000L),
            Map.entry("G", 1_000_000_000L),
            Map.entry("T", 1_000_000_000_000L),
            Map.entry("P", 1_000_000_000_000_000L),
            Map.entry("Ki", 1L << 10),
            Map.entry("Mi", 1L << 20),
            Map.entry("Gi", 1L << 30),
            Map.entry("Ti", 1L << 40),
            Map.entry("Pi", 1L << 50));

    private Quantity() {}

    /** Whole bytes, rounded up; empty if this is no quantity or does not fit 64 bits. */
    static OptionalLong bytes(String word) {
        var form = FORM.matcher(word);
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        var unit = UNITS.getOrDefault(form.group(2), 1L);
        var bytes = new BigDecimal(form.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .setScale(0, RoundingMode.CEILING)
                .toBigInteger();
        return bytes.bitLength() < Long.SIZE ? OptionalLong.of(bytes.longValue()) : OptionalLong.empty();
    }
}
