package dev.interlane.codec.svm;

import dev.interlane.chain.Base58;
import dev.interlane.codec.internal.AddressPlan;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** Solana's addresses: base58 text of 32 bytes. The bytes themselves are taken too. */
enum Base58Form implements AddressPlan.Form {
  TEXT;

  private static final int MAX_CHARS = 44;

  @Override
  public @Nullable Bytes key(Value.Address address) {
    Bytes key = address.text().map(Base58Form::decoded).orElse(address.bytes());
    return key.length() == AddressPlan.KEY_BYTES ? key : null;
  }

  private static Bytes decoded(String text) {
    if (text.length() > MAX_CHARS) {
      return Bytes.EMPTY;
    }
    try {
      return Base58.decode(text);
    } catch (IllegalArgumentException notBase58) {
      // The one who asked says what was expected.
      return Bytes.EMPTY;
    }
  }

  @Override
  public Value.Address address(Bytes key) {
    return Value.Address.parse(Base58.encode(key));
  }

  @Override
  public String expected() {
    return "a Solana address, 32 bytes in base58";
  }
}
