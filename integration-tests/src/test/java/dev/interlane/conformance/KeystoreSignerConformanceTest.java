package dev.interlane.conformance;

import dev.interlane.evm.signer.KeystoreSigner;
import dev.interlane.spi.Signer;
import dev.interlane.testkit.conformance.SignerContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class KeystoreSignerConformanceTest extends SignerContract {
  /** geth's vector of a key of 31 bytes; its scrypt is cheap. */
  private static final String KEYSTORE =
      """
      {"crypto": {"cipher": "aes-128-ctr",
        "cipherparams": {"iv": "e0c41130a323adc1446fc82f724bca2f"},
        "ciphertext": "9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984",
        "kdf": "scrypt",
        "kdfparams": {"dklen": 32, "n": 2, "r": 8, "p": 1,
          "salt": "711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63"},
        "mac": "d5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5"},
       "id": "fecfc4ce-e956-48fd-953b-30f8b52ed66c", "version": 3}
      """;

  private static final String KEY =
      "fa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35";

  @TempDir private Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(folder.resolve("key.json"), KEYSTORE);
  }

  @Override
  protected Signer signer() {
    return KeystoreSigner.open(file, "foo".toCharArray());
  }

  @Override
  protected Optional<String> keyHex() {
    return Optional.of(KEY);
  }
}
