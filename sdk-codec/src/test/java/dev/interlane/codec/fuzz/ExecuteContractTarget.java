package dev.interlane.codec.fuzz;

import dev.interlane.codec.cosmwasm.ExecuteContract;
import dev.interlane.primitive.Bytes;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** The Cosmos SDK message around a call. */
final class ExecuteContractTarget implements FuzzTarget {
  private static final String ACCOUNT = "wasm1cx8ew76xrkl797f7ztraahvyqgtms0clp6zkla";
  private static final String CONTRACT =
      "wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0";

  @Override
  public void check(Bytes input) {
    Strictness.check(
        input, () -> "MsgExecuteContract", ExecuteContract::decode, ExecuteContract::encode);
  }

  @Override
  public Bytes seed(Random random) {
    List<ExecuteContract.Coin> funds =
        Stream.of("uatom", "ujuno", "uosmo")
            .limit(random.nextInt(4))
            .map(each -> new ExecuteContract.Coin(each, "" + (1 + random.nextInt(1_000))))
            .toList();
    return new ExecuteContract(ACCOUNT, CONTRACT, Bytes.fromUtf8("{\"stop\":{}}"), funds).encode();
  }
}
