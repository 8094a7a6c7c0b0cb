package io.elemental.seedimage.reconcile.function;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassPathTest {

    @Test
    void hasNoWebStarterThatWouldExposeFunctions() {
        assertThat(System.getProperty("java.class.path")).doesNotContain("spring-cloud-function-web");
    }
}
