package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links in images: those that lead nowhere are none, and several to one ISO are one. */
class IsoLinksTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final byte[] OTHER = PullImageTest.iso(2);

    @TempDir
    private Path folder;

    @AutoClose
    private final OutsideServer server = new OutsideServer();

    private final SmallRegistry registry = SmallRegistry.at(server);

    @Test
    void aLinkToNowhereIsNoSecondIso() {
        for (var link : List.of("a.iso", "z.iso")) {
            registry.image(
                    "v1",
                    new Tars().symbolicLink("elemental-iso/" + link, "/gone").bytes(),
                    new Tars().file("elemental-iso/m.iso", ISO).bytes());
            assertPulled();
        }
        registry.image(
                "v1",
                new Tars()
                        .file("data/x", ISO)
                        .symbolicLink("elemental-iso/a.iso", "gone.iso")
                        .symbolicLink("elemental-iso/b.iso", "/gone")
                        .symbolicLink("elemental-iso/c.iso", "../data/x")
                        .symbolicLink("elemental-iso/d.iso", "d.iso")
                        .bytes());
        assertPulled();
    }

    @Test
    void whatWasRemovedIsNowhere() {
        registry.image(
                "v1",
                new Tars().file("data/x", OTHER).bytes(),
                new Tars()
                        .file("data/.wh.x", "")
                        .symbolicLink("elemental-iso/a.iso", "/data/x")
                        .file("elemental-iso/m.iso", ISO)
                        .bytes());

        assertPulled();
    }

    @Test
    void linksToOneIsoAreOne() {
        registry.image(
                "v1",
                new Tars().file("data/x", ISO).bytes(),
                new Tars()
                        .symbolicLink("elemental-iso/a.iso", "../data/x")
                        .symbolicLink("elemental-iso/b.iso", "/data/x")
                        .symbolicLink("elemental-iso/c.iso", "b.iso")
                        .bytes());
        assertPulled();
        registry.image(
                "v1",
                new Tars()
                        .file("data/x", ISO)
                        .hardLink("elemental-iso/a.iso", "data/x")
                        .hardLink("elemental-iso/b.iso", "data/x")
                        .bytes());
        assertPulled();
    }

    @Test
    void linksToTwoIsosAreTwo() {
        registry.image(
                "v1",
                new Tars().file("data/x", ISO).file("data/y", OTHER).bytes(),
                new Tars()
                        .symbolicLink("elemental-iso/a.iso", "/data/x")
                        .symbolicLink("elemental-iso/b.iso", "/data/y")
                        .bytes());
        assertRefused("has two ISOs: data/x and data/y.");
        registry.image(
                "v1",
                new Tars().file("data/x", ISO).bytes(),
                new Tars()
                        .symbolicLink("elemental-iso/a.iso", "/data/x")
                        .file("elemental-iso/b.iso", OTHER)
                        .bytes());
        assertRefused("has two ISOs: elemental-iso/b.iso and data/x.");
    }

    @Test
    void linksOfManyLayersAreNotFollowed() {
        var layers = new byte[5][];
        for (var n = 0; n < layers.length; n++) {
            layers[n] = new Tars()
                    .hardLink("elemental-iso/%s.iso".formatted(n), "gone" + n)
                    .bytes();
        }
        registry.image("v1", layers);

        assertRefused("has hard links in elemental-iso in more than 3 layers, which are not followed.");
    }

    @Test
    void theFolderMayBeALink() {
        for (var target : List.of("data/isos", "/data/isos", "./data/../data/isos/")) {
            registry.image(
                    "v1",
                    new Tars().file("data/isos/a.iso", ISO).bytes(),
                    new Tars()
                            .symbolicLink("elemental-iso", target)
                            .file("data/isos/notes.txt", "")
                            .bytes());
            assertPulled();
        }
        registry.image(
                "v1",
                new Tars()
                        .symbolicLink("elemental-iso", "data")
                        .file("x/y.iso", ISO)
                        .symbolicLink("data/a.iso", "../x/y.iso")
                        .bytes());
        assertPulled();
    }

    @Test
    void aFolderInPlaceOfTheLinkCounts() {
        var link = new Tars()
                .symbolicLink("elemental-iso", "data")
                .file("data/a.iso", OTHER)
                .bytes();
        registry.image("v1", link, Tars.withIso("a.iso", ISO));
        assertPulled();
        registry.image("v1", link, new Tars().folder("elemental-iso").bytes());
        assertRefused("has no /elemental-iso/*.iso, and no part that is an ISO; there is elemental-iso, data/a.iso.");
        registry.image("v1", link, new Tars().file(".wh.elemental-iso", "").bytes());
        assertRefused("has no /elemental-iso/*.iso, and no part that is an ISO; there is data/a.iso.");
    }

    @Test
    void aLinkOfTheFolderIsFollowedOnce() {
        registry.image(
                "v1",
                new Tars()
                        .symbolicLink("elemental-iso", "data")
                        .symbolicLink("data", "more")
                        .file("more/a.iso", ISO)
                        .bytes());
        assertRefused(
                "has no /data/*.iso, where its link /elemental-iso leads; there is elemental-iso, data, more/a.iso.");
        for (var target : List.of("/", "elemental-iso", "..")) {
            registry.image(
                    "v1", new Tars().symbolicLink("elemental-iso", target).bytes());
            assertRefused("has /elemental-iso as a link that leads to no other folder.");
        }
    }

    @Test
    void anEmptyIsoIsRefused() {
        for (var layer : List.of(
                Tars.withIso("a.iso", new byte[0]),
                Tars.withIso("a.iso.gz", Packed.GZIP.of(new byte[0])),
                new Tars()
                        .file("x", "")
                        .symbolicLink("elemental-iso/a.iso", "/x")
                        .bytes())) {
            registry.image("v1", layer);

            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> Pull.of(server).run(folder))
                    .withMessageMatching(
                            "The image .* has (elemental-iso/a.iso(.gz)?|x), an ISO that is empty: it has 0 bytes\\.");
        }
    }

    private void assertPulled() {
        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    private void assertRefused(String why) {
        var pull = Pull.of(server);
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessage("The image %s %s", pull.image(), why);
    }
}
