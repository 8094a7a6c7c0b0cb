package io.elemental.seedimage.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a proxied image costs the store: no more than what is asked for, and nothing twice. */
class StoreReadsTest {

    private static final Fleet FLEET = Fleet.withSeed(300_000);

    @AutoClose
    private static final RunningFunction FUNCTION = RunningFunction.start(FLEET);

    @BeforeEach
    void forgetWhatWasAsked() {
        FLEET.store.asked();
    }

    @Test
    void readsEveryContiguousPartOfTheBaseOnce() {
        FUNCTION.send(get("seed"));

        assertThat(FLEET.store.asked())
                .filteredOn(asked -> asked.startsWith("read"))
                .map(asked -> asked.substring(asked.lastIndexOf(' ') + 1))
                .containsExactly("0+100000", "101500+198500");
        assertThat(FLEET.store.openStreams()).isZero();
    }

    @Test
    void readsNothingOfTheBaseForBytesOfASlot() {
        FUNCTION.send(get("seed").header("Range", "bytes=100010-101400"));

        assertThat(FLEET.store.asked()).noneMatch(asked -> asked.startsWith("read"));
    }

    private static HttpRequest.Builder get(String path) {
        return FUNCTION.request(RunningFunction.pathOf("") + path)
                .header(RunningFunction.TOKEN_HEADER, "Bearer " + FLEET.token());
    }
}
