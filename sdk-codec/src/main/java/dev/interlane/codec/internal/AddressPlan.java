package dev.interlane.codec.internal;

import dev.interlane.primitive.Bytes;
import dev.interlane.value.Value;
import org.jspecify.annotations.Nullable;

/** An address that is a key of 32 bytes. */
public final class AddressPlan extends Plan {
  /** The bytes of a key. */
  public static final int KEY_BYTES = 32;

  // The address, its text, and the bytes that either holds.
  private static final int HEAP = 200;

  private final Form form;

  /** How the keys of a VM are given and shown. */
  public interface Form {
    /** Whether an address is one of this VM's. */
    boolean has(Value.Address address);

    /** Writes the 32 bytes of an address that is one. */
    void write(Value.Address address, byte[] target, int at);

    /** The address of 32 bytes. */
    Value.Address address(Bytes key);

    /** What addresses look like, for an error. */
    String expected();
  }

  /** Addresses as this VM gives them. */
  public AddressPlan(Form form) {
    super(KEY_BYTES, 0, HEAP);
    this.form = form;
  }

  @Override
  public long measure(Value value) {
    return value instanceof Value.Address address && form.has(address) ? KEY_BYTES : -1;
  }

  @Override
  public int write(Value value, byte[] target, int at) {
    form.write((Value.Address) value, target, at);
    return at + KEY_BYTES;
  }

  @Override
  public Value read(ByteReader in) {
    return form.address(in.slice(in.take(KEY_BYTES), KEY_BYTES));
  }

  @Override
  public @Nullable String misfit(Value value) {
    return value instanceof Value.Address address && !form.has(address)
        ? " must be " + form.expected() + ", got " + address
        : null;
  }

  @Override
  public int compare(Value left, Value right) {
    return encoded(left).compareTo(encoded(right));
  }
}
