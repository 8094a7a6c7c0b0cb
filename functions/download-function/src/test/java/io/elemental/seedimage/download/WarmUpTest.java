package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.elemental.seedimage.format.StoreKeys;
import io.elemental.seedimage.rules.ResourceRef;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final Fleet fleet = new Fleet();

    /** One read of the catalog: the function's key may do nothing that is not a GET of what is served. */
    @Test
    void readsOneRegistration() {
        WarmUp.run(fleet.store, fleet.memory);

        assertThat(fleet.store.asked())
                .containsExactly("get " + StoreKeys.registration(new ResourceRef("warm-up", "warm-up")));
    }

    @Test
    void aStoreThatIsAwayIsNoReasonNotToStart() {
        fleet.memory.setAvailable(false);

        assertThatCode(() -> WarmUp.run(fleet.store, fleet.memory)).doesNotThrowAnyException();
    }
}
