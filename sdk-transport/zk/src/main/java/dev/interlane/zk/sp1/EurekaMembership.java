package dev.interlane.zk.sp1;

import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.List;

/**
 * What IBC Eureka's membership program writes out ({@code MembershipOutput}): values that a chain
 * holds, or does not hold, under a root.
 *
 * @param root which must be that of a consensus state the client holds
 * @param entries what is proven under it
 */
public record EurekaMembership(Bytes32 root, List<Entry> entries) {
  static final String ENTRIES = "(bytes[],bytes)[]";
  private static final AbiCodec CODEC = AbiCodec.parse("((bytes32," + ENTRIES + "))");

  public EurekaMembership {
    entries = List.copyOf(entries);
  }

  /**
   * Decodes public values.
   *
   * @throws CodecException if they are not the one encoding of such an output
   */
  public static EurekaMembership decode(Bytes publicValues) {
    AbiFields fields = AbiFields.decode(CODEC, publicValues);
    return new EurekaMembership(fields.word(), Entry.readAll(fields));
  }

  /**
   * A path and what is there.
   *
   * @param path keys of the nested trees, the outermost first: the store's name, then the key in it
   * @param value the bytes there; empty if it is proven that there are none
   */
  public record Entry(List<Bytes> path, Bytes value) {
    public Entry {
      path = List.copyOf(path);
    }

    static List<Entry> readAll(AbiFields fields) {
      return fields.list(entry -> new Entry(entry.listOfBytes(), entry.bytes()));
    }

    /** Whether it is proven that nothing is there. */
    public boolean isAbsent() {
      return value.isEmpty();
    }
  }
}
