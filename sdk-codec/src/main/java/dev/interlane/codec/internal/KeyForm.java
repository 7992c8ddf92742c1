package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;

/** Addresses that are given and shown as their 32 bytes. */
public enum KeyForm implements AddressPlan.Form {
  /** The only form. */
  RAW;

  @Override
  public boolean has(Value.Address address) {
    return address.text().isEmpty() && address.bytes().length() == AddressPlan.KEY_BYTES;
  }

  @Override
  public void write(Value.Address address, byte[] target, int at) {
    address.bytes().copyTo(target, at);
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
