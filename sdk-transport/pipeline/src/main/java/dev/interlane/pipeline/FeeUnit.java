package dev.interlane.pipeline;

import dev.interlane.chain.AccountId;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What a protocol's fee is counted in, for messages to people.
 *
 * @param token the origin's token; the coin when empty
 */
record FeeUnit(Optional<AccountId> token) {
  static FeeUnit of(Optional<AccountId> token) {
    return new FeeUnit(token);
  }

  /** Such as {@code 5 wei}. */
  String amount(BigInteger amount) {
    return amount + token.map(contract -> " of the token " + contract).orElse(" wei");
  }
}
