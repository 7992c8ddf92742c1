package dev.interlane.codec.svm;

import dev.interlane.chain.Base58;
import dev.interlane.codec.internal.AddressPlan;
import dev.interlane.codec.internal.KeyForm;
import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;

/** Solana's addresses: base58 text of 32 bytes. The bytes themselves are taken too. */
enum Base58Form implements AddressPlan.Form {
  TEXT;

  @Override
  public boolean has(Value.Address address) {
    String text = address.text().orElse(null);
    return text == null ? KeyForm.RAW.has(address) : Base58Key.read(text, null, 0);
  }

  @Override
  public void write(Value.Address address, byte[] target, int at) {
    String text = address.text().orElse(null);
    if (text == null) {
      address.bytes().copyTo(target, at);
    } else if (!Base58Key.read(text, target, at)) {
      throw new IllegalStateException("An address that was not measured: " + address);
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
