package dev.interlane.codec.fuzz;

import dev.interlane.chain.InteroperableAddress;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import java.util.Random;

/** Addresses in the binary form of ERC-7930, whose refusals are those of an argument. */
final class InteroperableAddressTarget implements FuzzTarget {
  private static final int EVM = 0;
  private static final int SOLANA = 2;

  @Override
  public void check(Bytes input) {
    Strictness.check(
        input,
        () -> "ERC-7930",
        encoded -> {
          try {
            return InteroperableAddress.decode(encoded);
          } catch (IllegalArgumentException refused) {
            throw CodecException.at(DecodeReason.WRONG_KIND, 0, "", "" + refused.getMessage());
          }
        },
        InteroperableAddress::encode);
  }

  @Override
  public Bytes seed(Random random) {
    boolean evm = random.nextBoolean();
    Bytes reference =
        Bytes.generate(
            evm ? 1 + random.nextInt(4) : 32,
            target -> {
              random.nextBytes(target);
              target[0] |= 1;
            });
    Bytes address = Bytes.generate(evm ? 20 : 32, random::nextBytes);
    return InteroperableAddress.of(
            evm ? EVM : SOLANA, random.nextInt(4) == 0 ? Bytes.EMPTY : reference, address)
        .encode();
  }
}
