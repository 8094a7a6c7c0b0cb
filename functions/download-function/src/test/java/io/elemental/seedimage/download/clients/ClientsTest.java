package io.elemental.seedimage.download.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who counts as the same client, whatever a request says of itself. */
class ClientsTest {

    private static final Clients BEHIND_PROXIES = new Clients(Set.of(
            Network.of("127.0.0.0/8"), Network.of("10.0.0.0/8"), Network.of("fd00::/8"), Network.of("192.0.2.7")));
    private static final Clients DIRECT = new Clients(Set.of());

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource({
        // the proxies say who asked
        "127.0.0.1,    '203.0.113.5',                       203.0.113.5",
        "127.0.0.1,    '203.0.113.5, 10.1.2.3',             203.0.113.5",
        "10.1.2.3,     '203.0.113.5,192.0.2.7 , 10.9.9.9',  203.0.113.5",
        "fd00::1,      '2001:db8::1',                       2001:db8::1",
        "127.0.0.1,    '203.0.113.5:49152',                 203.0.113.5",
        "127.0.0.1,    '[2001:db8::1]:443',                 2001:db8::1",
        "::ffff:127.0.0.1, '203.0.113.5',                   203.0.113.5",
        // the client wrote something before them
        "127.0.0.1,    '198.51.100.9, 203.0.113.5',         203.0.113.5",
        "127.0.0.1,    'x, 198.51.100.9, 203.0.113.5, 10.1.2.3', 203.0.113.5",
        "127.0.0.1,    '10.0.0.1, 203.0.113.5',             203.0.113.5",
        "127.0.0.1,    ',,,203.0.113.5',                    203.0.113.5",
        // nobody vouches for it
        "203.0.113.5,  '198.51.100.9',                      203.0.113.5",
        "203.0.113.5,  '127.0.0.1',                         203.0.113.5",
        "203.0.113.5,  '',                                  203.0.113.5",
        // from inside, or from a proxy that says nothing useful
        "127.0.0.1,    '',                                  127.0.0.1",
        "127.0.0.1,    '10.1.2.3',                          10.1.2.3",
        "127.0.0.1,    'unknown',                           127.0.0.1",
        "127.0.0.1,    '203.0.113.5, unknown',              127.0.0.1",
        "127.0.0.1,    '203.0.113.5, 1.2.3',                127.0.0.1",
        "127.0.0.1,    '203.0.113.5, 999.1.1.1',            127.0.0.1",
        "127.0.0.1,    '203.0.113.5, fe80::1%eth0',         fe80::1",
    })
    void isTheLastHopThatIsNotOurs(String peer, String forwardedFor, String client) {
        assertThat(BEHIND_PROXIES.of(peer, List.of(forwardedFor))).isEqualTo(DIRECT.of(client, List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.5, 203.0.113.6, false",
        "203.0.113.5, ::ffff:203.0.113.5, true",
        "2001:db8::1, 2001:db8::ffff:1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "0.0.0.1, ::1, false",
    })
    void isASiteWhereAddressesAreForTheTaking(String one, String other, boolean same) {
        assertThat(DIRECT.of(one, List.of()).equals(DIRECT.of(other, List.of())))
                .isEqualTo(same);
    }

    @Test
    void readsSeveralLinesAsOne() {
        assertThat(BEHIND_PROXIES.of("127.0.0.1", List.of("198.51.100.9", "203.0.113.5", "10.1.2.3")))
                .isEqualTo(DIRECT.of("203.0.113.5", List.of()));
    }

    @Test
    void costsLittleWhateverIsSaid() {
        for (var lines :
                List.of("10.0.0.1,".repeat(3_000), ",".repeat(30_000), "1".repeat(30_000), ":".repeat(30_000))) {
            assertThat(BEHIND_PROXIES.of("127.0.0.1", List.of(lines))).isNotEmpty();
        }
    }
}
