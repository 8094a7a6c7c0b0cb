package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreFinding;
import io.elemental.seedimage.rules.store.StoreRule;
import io.elemental.seedimage.rules.store.StoreTrial;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that keeps every rule is found to do so, each time, and nothing is left of that. */
public interface StoreTrialContract {

    StoreTrial trial();

    ObjectStore objects();

    @Test
    default void everyRuleIsKeptAndNothingIsLeft() {
        var folder = Samples.key() + "/";
        var places = new StoreTrial.Places(folder + "overlay.json", folder + "composing.json", folder + "image");
        objects().put(folder + "other", new byte[1], new Precondition.None());

        for (var times = 0; times < 3; times++) {
            assertThat(trial().findings(places))
                    .extracting(StoreFinding::problem)
                    .hasSize(StoreRule.values().length)
                    .allMatch(Optional::isEmpty);
        }

        assertThat(objects().list(folder)).extracting("key").containsExactly(folder + "other");
    }
}
