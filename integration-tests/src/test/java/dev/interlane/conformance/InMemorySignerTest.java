package dev.interlane.conformance;

import dev.interlane.evm.signer.InMemorySigner;
import dev.interlane.spi.Signer;
import dev.interlane.testkit.conformance.SignerContract;
import java.util.Optional;

class InMemorySignerTest extends SignerContract {
  private static final String KEY = "5a17".repeat(16);

  @Override
  protected Signer signer() {
    return InMemorySigner.fromHex(KEY);
  }

  @Override
  protected Optional<String> keyHex() {
    return Optional.of(KEY);
  }
}
