package dev.interlane.zk.sp1;

import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.error.CodecException;
import dev.interlane.primitive.Bytes;

/**
 * What IBC Eureka's combined program writes out ({@code UcAndMembershipOutput}): an update, and
 * values under the root of its new consensus state.
 *
 * @param update the update
 * @param membership under {@code update.updated().root()}
 */
public record EurekaUpdateAndMembership(EurekaUpdate update, EurekaMembership membership) {
  private static final AbiCodec CODEC =
      AbiCodec.parse("((" + EurekaUpdate.TYPE + "," + EurekaMembership.ENTRIES + "))");

  /**
   * Decodes public values.
   *
   * @throws CodecException if they are not the one encoding of such an output
   */
  public static EurekaUpdateAndMembership decode(Bytes publicValues) {
    AbiFields fields = AbiFields.decode(CODEC, publicValues);
    EurekaUpdate update = EurekaUpdate.read(fields.struct());
    return new EurekaUpdateAndMembership(
        update,
        new EurekaMembership(update.updated().root(), EurekaMembership.Entry.readAll(fields)));
  }
}
