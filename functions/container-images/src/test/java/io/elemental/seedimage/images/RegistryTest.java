package io.elemental.seedimage.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

    @ParameterizedTest
    @CsvSource({
        "localhost:5000/seedimage-download:1, true",
        "127.0.0.1:5000/seedimage-download:1, true",
        "localhost/seedimage-download:1, true",
        "registry.example/seedimage-download:1, false",
        "localhost.example:5000/seedimage-download:1, false",
        "127.0.0.1.example/seedimage-download:1, false",
        "eclipse-temurin:25-jre, false"
    })
    void onlyThisMachinesNeedsNoTls(String name, boolean loopback) throws InvalidImageReferenceException {
        assertThat(Registry.isLoopback(name)).isEqualTo(loopback);
    }
}
