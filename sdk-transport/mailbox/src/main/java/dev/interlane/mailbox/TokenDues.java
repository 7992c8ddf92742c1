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
  private final Optional<EvmAddress> router;

  /** Of a dispatch by the payer itself, or by a router that it calls. */
  TokenDues(MailboxClient origin, AccountId payer, AccountId token, Optional<EvmAddress> router) {
    this.origin = origin;
    this.payer = payer;
    this.token = token;
    this.router = router;
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
    if (router.isEmpty()) {
      dues.forEach(
          (paymaster, due) -> checkAllowance("the gas paymaster", paymaster, due, refusals));
    } else {
      checkRouter(router.get(), hooks.hook(), dues, total, refusals);
      checkEnrolled(router.get(), provisional.recipient().domain(), refusals);
    }
    return refusals;
  }

  private void checkRouter(
      EvmAddress router,
      Optional<EvmAddress> named,
      Map<EvmAddress, BigInteger> dues,
      BigInteger total,
      List<Refusal> refusals) {
    checkAllowance("the router", router, total, refusals);
    if (named.isEmpty()) {
      refusals.add(
          refusal(
              "the router " + router + " lets only a hook take the token that the dispatch names",
              "Name the mailbox's default hook as dispatchHook of the deployment"));
    }
    dues.forEach(
        (paymaster, due) -> {
          if (!named.equals(Optional.of(paymaster))
              && allowance(router, paymaster).compareTo(due) < 0) {
            refusals.add(
                refusal(
                    "the router "
                        + router
                        + " does not let the gas paymaster "
                        + paymaster
                        + " take the token "
                        + token
                        + " from it",
                    "Have anybody call approveFeeTokenForHook("
                        + token.evmAddress()
                        + ", "
                        + paymaster
                        + ") of the router, once"));
          }
        });
  }

  /** It sends where it is told, but asks for fees in tokens only where it knows a router. */
  private void checkEnrolled(EvmAddress router, long domain, List<Refusal> refusals) {
    boolean enrolled =
        new ContractView(origin.port(), router)
            .ask(MailboxAbi.ROUTERS, domain)
            .map(there -> !there.asBytes32().isZero())
            .orElse(false);
    if (!enrolled) {
      refusals.add(
          refusal(
              "the router "
                  + router
                  + " has no router of domain "
                  + domain
                  + " enrolled, and takes fees in tokens only where it has",
              "Have its owner enroll one, or pay in the origin's coin"));
    }
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

  private void checkAllowance(
      String role, EvmAddress spender, BigInteger due, List<Refusal> refusals) {
    BigInteger may = allowance(payer.evmAddress(), spender);
    if (may.compareTo(due) < 0) {
      refusals.add(
          refusal(
              role
                  + " "
                  + spender
                  + " may take "
                  + may
                  + " of the token "
                  + token
                  + " from "
                  + payer
                  + ", the dispatch needs "
                  + due,
              "Have that account call approve(" + spender + ", " + due + ") of the token"));
    }
  }

  private BigInteger allowance(EvmAddress owner, EvmAddress spender) {
    return number(token.evmAddress(), MailboxAbi.ALLOWANCE.encodeCall(owner, spender))
        .orElse(BigInteger.ZERO);
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
