package io.elemental.seedimage.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.catalog.Condition;
import io.elemental.seedimage.rules.cluster.Warning;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a builder notes of a base is told to whoever uses it, and nothing else comes of it. */
class NotedBaseTest {

    private static final String NOTE = "has a file /iso-config/extra.yaml that is not as the boot tool needs it";

    private final World world = new World();

    @Test
    void areToldInConditionAndWarnings() {
        world.builder.notes = List.of(NOTE + ".");

        world.complete();

        assertThat(baseReady().status()).isEqualTo("True");
        assertThat(baseReady().message()).isEqualTo("Base %s is available. It %s.".formatted(world.build(1), NOTE));
        assertThat(world.status().warnings()).containsExactly(new Warning("spec.baseImage", NOTE));
        assertThat(world.status().downloadURL()).isNotEmpty();
    }

    @Test
    void comeBeforeThoseOfTheCloudConfigOfWhichThereMayBeMany() {
        world.builder.notes = List.of(NOTE);
        world.complete();
        world.change(seed -> seed.cloudConfig(twentyUnknownKeys()));

        world.reconcile();

        assertThat(world.status().warnings()).hasSize(20).first().isEqualTo(new Warning("spec.baseImage", NOTE));
    }

    @Test
    void stayThoseOfTheBaseThatIsThereWhenTheSourceDidNotChange() {
        world.builder.notes = List.of(NOTE);
        world.complete();
        world.change(seed -> seed.retrigger(true));
        world.reconcile();
        world.builder.unchanged(world.build(2));

        world.reconcile();

        assertThat(world.status().warnings()).containsExactly(new Warning("spec.baseImage", NOTE));
    }

    @Test
    void areBoundedAndShownOnOneLine() {
        world.builder.notes = Collections.nCopies(50, "has\n\u202e" + "x".repeat(1000));

        world.complete();

        var manifest = world.bases.manifest(world.build(1)).orElseThrow().value();
        assertThat(manifest.toldNotes())
                .hasSize(10)
                .allSatisfy(note -> assertThat(note).startsWith("has x").hasSizeLessThanOrEqualTo(400));
        assertThat(world.status().warnings()).hasSize(1);
    }

    @Test
    void ofNothingAreNone() {
        world.builder.notes = Collections.nCopies(2, null);

        world.complete();

        assertThat(world.status().warnings()).isEmpty();
        assertThat(baseReady().message()).isEqualTo("Base %s is available.".formatted(world.build(1)));
    }

    private Condition baseReady() {
        return world.status().conditions().stream()
                .filter(condition -> condition.type().equals("BaseReady"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, @Nullable Object> twentyUnknownKeys() {
        var keys = new TreeMap<String, @Nullable Object>();
        for (var key = 0; key < 20; key++) {
            keys.put("unknown%s".formatted(key), 1);
        }
        return keys;
    }
}
