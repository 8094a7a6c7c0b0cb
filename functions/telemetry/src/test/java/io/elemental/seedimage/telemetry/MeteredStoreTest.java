package io.elemental.seedimage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.ObjectChangedException;
import io.elemental.seedimage.rules.store.ObjectStore;
import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.testing.InMemoryStore;
import io.elemental.seedimage.testing.ObjectStoreContract;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** It does what every store does, and counts. */
class MeteredStoreTest implements ObjectStoreContract {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ObjectStore store = new MeteredStore(new InMemoryStore(), meters);

    @Override
    public ObjectStore objects() {
        return store;
    }

    @Test
    void countsCallsByWhatCameOfThem() {
        var _ = store.put("fleet/key", new byte[1], new Precondition.Absent());
        var _ = store.put("fleet/key", new byte[1], new Precondition.Absent());
        var _ = store.get("fleet/key", 1);
        var _ = store.get("fleet/none", 1);
        var _ = store.get("fleet/none", 1);
        assertThatExceptionOfType(ObjectChangedException.class)
                .isThrownBy(() -> store.read("fleet/key", "\"0\"", 0, 1));

        assertThat(calls("put", "ok")).isEqualTo(1);
        assertThat(calls("put", "conflict")).isEqualTo(1);
        assertThat(calls("get", "ok")).isEqualTo(1);
        assertThat(calls("get", "absent")).isEqualTo(2);
        assertThat(calls("read", "object-changed")).isEqualTo(1);
        assertThat(meters.getMeters().stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .map(Tag::getValue))
                .noneMatch(value -> value.contains("fleet"));
    }

    private long calls(String call, String outcome) {
        return meters.get("seedimage.store.calls")
                .tags("call", call, "outcome", outcome)
                .timer()
                .count();
    }
}
