package dev.interlane.codec.substrate;

import dev.interlane.chain.Base58;
import dev.interlane.codec.internal.AddressPlan;
import dev.interlane.codec.internal.KeyForm;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * Substrate's account ids: 32 bytes, or SS58 text of them, which is base58 of the network's prefix
 * (one byte below 64, else two), the bytes, and the first two bytes of BLAKE2b-512 over {@code
 * SS58PRE} and all before.
 */
enum Ss58Form implements AddressPlan.Form {
  BYTES;

  private static final int MIN_CHARS = 46;
  private static final int MAX_CHARS = 50;
  private static final int CHECKSUM_BYTES = 2;
  private static final Bytes PREFIX = Bytes.fromUtf8("SS58PRE");

  @Override
  public boolean has(Value.Address address) {
    String text = address.text().orElse(null);
    return text == null ? KeyForm.RAW.has(address) : parsed(text) != null;
  }

  @Override
  public void write(Value.Address address, byte[] target, int at) {
    String text = address.text().orElse(null);
    Bytes key = text == null ? address.bytes() : parsed(text);
    if (key == null) {
      throw new IllegalStateException("An address that was not measured: " + address);
    }
    key.copyTo(target, at);
  }

  private static @Nullable Bytes parsed(String text) {
    if (text.length() < MIN_CHARS || text.length() > MAX_CHARS) {
      return null;
    }
    Bytes all;
    try {
      all = Base58.decode(text);
    } catch (IllegalArgumentException notBase58) {
      // The one who asked says what was expected.
      return null;
    }
    int prefixBytes = all.isEmpty() || (all.get(0) & 0xff) < 64 ? 1 : 2;
    int checked = prefixBytes + AddressPlan.KEY_BYTES;
    if (all.length() != checked + CHECKSUM_BYTES || (all.get(0) & 0xff) > 127) {
      return null;
    }
    Bytes checksum = Blake2b.hash(Bytes.concat(PREFIX, all.slice(0, checked)), 64);
    return checksum.slice(0, CHECKSUM_BYTES).equals(all.slice(checked))
        ? all.slice(prefixBytes, AddressPlan.KEY_BYTES)
        : null;
  }

  @Override
  public Value.Address address(Bytes key) {
    return Value.Address.of(key);
  }

  @Override
  public String expected() {
    return "an account id of 32 bytes, or its SS58 text";
  }
}
