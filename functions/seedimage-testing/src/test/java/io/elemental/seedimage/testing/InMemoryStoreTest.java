package io.elemental.seedimage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.elemental.seedimage.rules.store.Precondition;
import io.elemental.seedimage.rules.store.StoreUnavailableException;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest
        implements ObjectStoreContract, MultipartUploadsContract, PresignedLinksContract, GrantLinksContract {

    private final InMemoryStore store = new InMemoryStore();

    @Override
    public InMemoryStore objects() {
        return store;
    }

    @Override
    public InMemoryStore uploads() {
        return store;
    }

    @Override
    public InMemoryStore links() {
        return store;
    }

    @Override
    public InMemoryStore grantLinks() {
        return store;
    }

    @Test
    void failsLikeADeadStoreUntilItIsBack() {
        store.setAvailable(false);
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.get("a", 1));
        assertThatExceptionOfType(StoreUnavailableException.class).isThrownBy(() -> store.list(""));

        store.setAvailable(true);
        assertThat(store.get("a", 1)).isEmpty();
    }

    @Test
    void countsTheBytesThatAreRead() {
        var etag = Samples.written(store.put("a", new byte[10], new Precondition.None()));

        store.read("a", etag, 4, 3);
        store.read("a", etag, 8, 5);

        assertThat(store.bytesRead()).isEqualTo(5);
    }
}
