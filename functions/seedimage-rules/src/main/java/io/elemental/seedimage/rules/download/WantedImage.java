package io.elemental.seedimage.rules.download;

import io.elemental.seedimage.rules.Delivery;
import io.elemental.seedimage.rules.Excerpt;
import io.elemental.seedimage.rules.ImageType;
import io.elemental.seedimage.rules.InvalidInputException;
import io.elemental.seedimage.rules.Platform;
import io.elemental.seedimage.rules.catalog.CatalogVariant;
import io.elemental.seedimage.rules.links.LinkUse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, understood.
 *
 * @param type null: any
 * @param platform null: any
 * @param delivery {@link Delivery#AUTO} where the request has no say
 * @param use what a link is for, if one is asked for
 */
record WantedImage(@Nullable ImageType type, @Nullable Platform platform, Delivery delivery, LinkUse use) {

    /** {@link InvalidInputException} names a word that is none of those allowed. */
    static WantedImage of(ImageRequest request) {
        var type = request.type();
        var arch = request.arch();
        var delivery = request.delivery();
        var use = request.use();
        return new WantedImage(
                type == null ? null : type(type),
                arch == null ? null : platform(arch),
                delivery == null ? Delivery.AUTO : delivery(delivery),
                use == null ? LinkUse.BROWSER : use(use));
    }

    /** The first image that fits. */
    Optional<CatalogVariant> in(List<CatalogVariant> variants) {
        return variants.stream()
                .filter(variant -> type == null || variant.type() == type)
                .filter(variant -> platform == null || variant.platform() == platform)
                .findFirst();
    }

    private static ImageType type(String word) {
        return ImageType.parse(word).orElseThrow(() -> unknown("type", word, "iso, raw"));
    }

    private static Platform platform(String word) {
        return Platform.parseArchitecture(word)
                .orElseThrow(() -> unknown("arch", word, "amd64, x86_64, arm64, aarch64"));
    }

    private static Delivery delivery(String word) {
        return switch (word) {
            case "redirect" -> Delivery.REDIRECT;
            case "proxy" -> Delivery.PROXY;
            default -> throw unknown("delivery", word, "redirect, proxy");
        };
    }

    private static LinkUse use(String word) {
        return LinkUse.parse(word).orElseThrow(() -> unknown("use", word, "browser, netboot, bmc"));
    }

    private static InvalidInputException unknown(String field, String word, String allowed) {
        return new InvalidInputException("%s '%s' is not one of %s".formatted(field, Excerpt.of(word), allowed));
    }
}
