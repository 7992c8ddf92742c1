package dev.interlane.mailbox;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.error.Refusal;
import dev.interlane.primitive.Bytes;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who takes the fee of a dispatch in a token, and whether they can. Each gas paymaster takes its
 * own part from the message's sender, who has to have it and to let that paymaster take it.
 * Whatever else asks for something cannot be told to take the token, so nothing is sent.
 */
final class TokenDues {
  private static final String FIELD = "feeToken";

  private final MailboxClient origin;
  private final AccountId payer;
  private final AccountId token;

  TokenDues(MailboxClient origin, AccountId payer, AccountId token) {
    this.origin = origin;
    this.payer = payer;
    this.token = token;
  }

  /**
   * Every reason why the fee cannot be taken as things are now.
   *
   * @param total what the mailbox says that all hooks ask together
   */
  List<Refusal> refusals(HyperlaneMessage provisional, DispatchHooks hooks, BigInteger total) {
    Map<EvmAddress, BigInteger> dues = new LinkedHashMap<>();
    Bytes metadata = hooks.metadata().orElse(Bytes.EMPTY);
    for (EvmAddress paymaster : origin.paymasters(provisional, hooks.hook())) {
      Optional<BigInteger> due =
          number(paymaster, MailboxAbi.HOOK_QUOTE.encodeCall(metadata, provisional.bytes()));
      due.ifPresent(amount -> dues.merge(paymaster, amount, BigInteger::add));
    }
    BigInteger told = dues.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
    if (!told.equals(total)) {
      return List.of(
          refusal(
              "the hooks ask "
                  + total
                  + ", the gas paymasters among them "
                  + told
                  + ": who takes the rest, and in what, cannot be told",
              "Dispatch through hooks that take fees in tokens, or pay in the origin's coin"));
    }
    List<Refusal> refusals = new ArrayList<>();
    checkBalance(total, refusals);
    dues.forEach((paymaster, due) -> checkAllowance(paymaster, due, refusals));
    return refusals;
  }

  private void checkBalance(BigInteger total, List<Refusal> refusals) {
    Optional<BigInteger> has =
        number(token.evmAddress(), MailboxAbi.BALANCE_OF.encodeCall(payer.evmAddress()));
    if (has.isEmpty()) {
      refusals.add(refusal(token + " does not say what " + payer + " has", "Is it an ERC-20?"));
    } else if (has.get().compareTo(total) < 0) {
      refusals.add(
          refusal(
              payer + " has " + has.get() + " of the token " + token + ", the hooks take " + total,
              "Send it some of the token"));
    }
  }

  private void checkAllowance(EvmAddress paymaster, BigInteger due, List<Refusal> refusals) {
    BigInteger may =
        number(token.evmAddress(), MailboxAbi.ALLOWANCE.encodeCall(payer.evmAddress(), paymaster))
            .orElse(BigInteger.ZERO);
    if (may.compareTo(due) < 0) {
      refusals.add(
          refusal(
              "the gas paymaster "
                  + paymaster
                  + " may take "
                  + may
                  + " of the token "
                  + token
                  + " from "
                  + payer
                  + ", the dispatch needs "
                  + due,
              "Have that account call approve(" + paymaster + ", " + due + ") of the token"));
    }
  }

  private Optional<BigInteger> number(EvmAddress contract, Bytes call) {
    return origin.port().call(CallRequest.view(contract, call), BlockSelector.LATEST)
            instanceof CallResult.Returned returned
        ? ContractView.decoded(MailboxAbi.BALANCE_OF, returned.data()).map(Value::asNumber)
        : Optional.empty();
  }

  private static Refusal refusal(String reason, String hint) {
    return new Refusal(FIELD, reason, hint);
  }
}
