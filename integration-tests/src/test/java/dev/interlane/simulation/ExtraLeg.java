package dev.interlane.simulation;

import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.mailbox.IsmMetadata;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.value.Value;
import java.util.List;
import java.util.Optional;

/** Sends the one leg that a 1-of-2 aggregation asks for to both of its modules. */
final class ExtraLeg {
  private static final AbiFunction PROCESS = AbiFunction.parse("process(bytes,bytes)");
  private static final int RANGES_BYTES = 16;

  private ExtraLeg() {}

  static TransactionIntent addedTo(TransactionIntent intent) {
    if (!intent.data().startsWith(PROCESS.selector())) {
      return intent;
    }
    List<Value> arguments = PROCESS.decodeCall(intent.data());
    Bytes metadata = ((Value.Blob) arguments.get(0)).bytes();
    return legOf(metadata)
        .map(
            leg ->
                TransactionIntent.builder()
                    .from(intent)
                    .data(
                        PROCESS.encodeCall(
                            IsmMetadata.aggregation(List.of(Optional.of(leg), Optional.of(leg))),
                            ((Value.Blob) arguments.get(1)).bytes()))
                    .build())
        .orElse(intent);
  }

  /** The only leg, if this is the metadata of an aggregation of two with one leg. */
  private static Optional<Bytes> legOf(Bytes metadata) {
    if (metadata.length() < RANGES_BYTES || metadata.longAt(8) != 0) {
      return Optional.empty();
    }
    long start = metadata.longAt(0) >>> 32;
    long end = metadata.longAt(0) & 0xffffffffL;
    return start == RANGES_BYTES && end == metadata.length()
        ? Optional.of(metadata.slice(RANGES_BYTES))
        : Optional.empty();
  }
}
