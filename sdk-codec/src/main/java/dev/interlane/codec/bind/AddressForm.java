package dev.interlane.codec.bind;

/** What the addresses of a VM are, and so which Java types hold them. */
public enum AddressForm {
  /** 20 bytes: {@link dev.interlane.chain.EvmAddress}. */
  EVM,
  /** 32 bytes: {@link dev.interlane.primitive.Bytes32} or {@link dev.interlane.primitive.Bytes}. */
  KEY,
  /** Text in the VM's own alphabet: {@link String}. */
  TEXT
}
