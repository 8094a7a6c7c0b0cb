package io.elemental.seedimage.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.builder.common.RefusedException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which file of the layers is the ISO of an image. */
class LayersTest {

    private static final byte[] ISO = PullImageTest.iso(1);
    private static final byte[] OTHER = PullImageTest.iso(2);

    @TempDir
    private Path folder;

    @AutoClose
    private final OutsideServer server = new OutsideServer();

    private final SmallRegistry registry = SmallRegistry.at(server);

    @Test
    void isTheOneThatReplacesAnother() {
        registry.image("v1", Tars.withIso("a.iso", OTHER), Tars.withIso("a.iso", ISO));

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void isTheLaterOfTwoEntriesOfOneName() {
        registry.image(
                "v1",
                new Tars()
                        .file("elemental-iso/a.iso", OTHER)
                        .file("elemental-iso/a.iso", ISO)
                        .bytes());

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void isNotTheOneThatWasRemoved() {
        for (var whiteout :
                List.of("elemental-iso/.wh.b.iso", "elemental-iso/.wh..wh..opq", "./elemental-iso/.wh.b.iso")) {
            registry.image(
                    "v1",
                    Tars.withIso("b.iso", OTHER),
                    new Tars()
                            .file("elemental-iso/a.iso", ISO)
                            .file(whiteout, "")
                            .bytes());

            assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
        }
        registry.image(
                "v1",
                Tars.withIso("b.iso", OTHER),
                new Tars().file(".wh.elemental-iso", "").bytes(),
                Tars.withIso("a.iso", ISO));
        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
        registry.image(
                "v1",
                Tars.withIso("b.iso", OTHER),
                new Tars().file(".wh..wh..opq", "").bytes(),
                Tars.withIso("a.iso", ISO));
        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void aWhiteoutHidesNothingOfItsOwnLayer() {
        registry.image(
                "v1",
                new Tars()
                        .file("elemental-iso/a.iso", ISO)
                        .file("elemental-iso/.wh..wh..opq", "")
                        .bytes());

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void whatWasRemovedIsNotThere() {
        registry.image(
                "v1",
                Tars.withIso("a.iso", ISO),
                new Tars().file("elemental-iso/.wh.a.iso", "").bytes());

        assertRefused(Pull.of(server), "has no /elemental-iso/*.iso, and no part that is an ISO; there is nothing.");
    }

    @Test
    void aLinkWithinTheLayerIsTheFile() {
        registry.image(
                "v1",
                new Tars()
                        .file("data/a", ISO)
                        .hardLink("elemental-iso/a.iso", "data/a")
                        .bytes());
        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);

        registry.image(
                "v1",
                new Tars()
                        .file("data/a", ISO)
                        .hardLink("elemental-iso/a.iso", "./data/a")
                        .bytes(),
                new Tars().file("data/a", OTHER).bytes());
        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void aSymbolicLinkIsFollowedOnce() {
        for (var target : List.of("../data/a", "/data/a", "/data/./b/../a")) {
            registry.image(
                    "v1",
                    new Tars().file("data/a", ISO).bytes(),
                    new Tars().symbolicLink("elemental-iso/a.iso", target).bytes());

            assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
        }
        registry.image(
                "v1",
                new Tars()
                        .symbolicLink("elemental-iso/a.iso", "/x")
                        .symbolicLink("x", "/y")
                        .bytes());
        assertRefused(Pull.of(server), "has elemental-iso/a.iso, a link to x, which is a link itself.");
        registry.image(
                "v1",
                new Tars()
                        .symbolicLink("elemental-iso/a.iso", "../../etc/passwd")
                        .bytes());
        assertRefused(Pull.of(server), "has elemental-iso/a.iso, a link to etc/passwd, which is not there.");
    }

    @Test
    void anotherNameOfTheSameIsoIsNoSecondOne() {
        registry.image(
                "v1",
                new Tars()
                        .file("elemental-iso/a-1.2.iso", ISO)
                        .symbolicLink("elemental-iso/a.iso", "a-1.2.iso")
                        .bytes());

        assertThat(Pull.of(server).run(folder).iso()).isEqualTo(ISO);
    }

    @Test
    void aLinkToItselfIsRefused() {
        registry.image(
                "v1", new Tars().symbolicLink("elemental-iso/a.iso", "a.iso").bytes());

        assertRefused(Pull.of(server), "has elemental-iso/a.iso, a link that leads back to itself.");
    }

    @Test
    void twoIsosAreRefusedAndNamed() {
        registry.image(
                "v1",
                new Tars()
                        .file("elemental-iso/a.iso", ISO)
                        .file("elemental-iso/b.iso", ISO)
                        .bytes());
        assertRefused(Pull.of(server), "has two ISOs: elemental-iso/a.iso and elemental-iso/b.iso.");
        registry.image("v1", Tars.withIso("a.iso", ISO), Tars.withIso("b.iso", OTHER));
        assertRefused(Pull.of(server), "has two ISOs: elemental-iso/b.iso and elemental-iso/a.iso.");
        var titled = ",\"annotations\":{\"org.opencontainers.image.title\":\"x.iso\"}";
        var one = registry.layer(registry.blob(ISO), titled);
        var two = registry.layer(registry.blob(OTHER), titled);
        registry.manifest("v1", SmallRegistry.IMAGE, SmallRegistry.imageOf(List.of(one, two)));
        assertRefused(Pull.of(server), "has two ISOs: x.iso and " + SmallRegistry.digest(ISO) + ".");
    }

    @Test
    void withoutAnIsoFiveFilesAreNamed() {
        registry.image(
                "v1",
                new Tars()
                        .file("a", "")
                        .file("b", "")
                        .file("iso/c.iso", "")
                        .file("d", "")
                        .file("e", "")
                        .file("f", "")
                        .bytes());

        assertRefused(
                Pull.of(server),
                "has no /elemental-iso/*.iso, and no part that is an ISO; there is a, b, iso/c.iso, d, e.");
        registry.image("v1", new Tars().folder("a").bytes());
        assertRefused(Pull.of(server), "has no /elemental-iso/*.iso, and no part that is an ISO; there is nothing.");
        registry.image("v1");
        assertRefused(Pull.of(server), "has no layers, so there is no ISO in it.");
    }

    private void assertRefused(Pull pull, String why) {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> pull.run(folder))
                .withMessage("The image %s %s", pull.image(), why);
    }
}
