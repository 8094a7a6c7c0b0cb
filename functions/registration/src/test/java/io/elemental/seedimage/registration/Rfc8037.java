package io.elemental.seedimage.registration;

import io.elemental.seedimage.registration.token.Pem;
import java.util.Base64;
import java.util.HexFormat;

/** The key and the signature of RFC 8037, appendix A. */
public final class Rfc8037 {

    public static final String PRIVATE_KEY = Pem.write(
            "PRIVATE KEY", der("302e020100300506032b657004220420", "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"));

    public static final String PUBLIC_KEY =
            Pem.write("PUBLIC KEY", der("302a300506032b6570032100", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"));

    public static final String TOKEN = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc."
            + "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";

    private Rfc8037() {}

    private static byte[] der(String prefixInHex, String key) {
        return HexFormat.of()
                .parseHex(prefixInHex
                        + HexFormat.of().formatHex(Base64.getUrlDecoder().decode(key)));
    }
}
