package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** Addresses that are given and shown as their 32 bytes. */
public enum KeyForm implements AddressPlan.Form {
  /** The only form. */
  RAW;

  @Override
  public @Nullable Bytes key(Value.Address address) {
    return address.text().isEmpty() && address.bytes().length() == AddressPlan.KEY_BYTES
        ? address.bytes()
        : null;
  }

  @Override
  public Value.Address address(Bytes key) {
    return Value.Address.of(key);
  }

  @Override
  public String expected() {
    return "an address of 32 bytes";
  }
}
