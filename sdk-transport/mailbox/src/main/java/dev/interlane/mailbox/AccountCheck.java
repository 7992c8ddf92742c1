package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.value.Value;
import java.util.Optional;

/**
 * Holds an account's address, worked out here, against what the routers on both chains say. They
 * differ when a router was replaced behind its address or when what is pinned is not theirs; then
 * the calls would come from an account that nobody expects.
 */
final class AccountCheck {
  private static final AbiFunction IMPLEMENTATION =
      AbiFunction.parse("implementation() returns (address)");
  private static final AbiFunction LOCAL_ACCOUNT =
      AbiFunction.parse(
          "getLocalInterchainAccount(uint32,bytes32,bytes32,address,bytes32) returns (address)");
  private static final AbiFunction REMOTE_ACCOUNT =
      AbiFunction.parse(
          "getRemoteInterchainAccount(address,address,address,bytes32) returns (address)");

  private AccountCheck() {}

  /**
   * What is wrong; empty if all three agree.
   *
   * @throws dev.interlane.error.ChainUnavailableException if a chain cannot be asked
   */
  static Optional<String> objection(
      InterchainAccount account, ContractView originRouter, ContractView destinationRouter) {
    InterchainAccounts accounts = account.accounts();
    Optional<EvmAddress> found = address(destinationRouter.ask(IMPLEMENTATION));
    if (found.isEmpty()) {
      return Optional.of(
          "there is no InterchainAccountRouter at " + accounts.router() + " on the destination");
    }
    if (!accounts.implementation().orElse(found.get()).equals(found.get())) {
      return Optional.of(
          "the destination's router "
              + accounts.router()
              + " makes accounts of the code "
              + found.get()
              + ", pinned is "
              + accounts.implementation().get());
    }
    EvmAddress expected = account.address(found.get());
    Optional<EvmAddress> there =
        address(
            destinationRouter.ask(
                LOCAL_ACCOUNT,
                account.originDomain(),
                account.owner().toWord(),
                account.originRouter().toWord(),
                accounts.ism(),
                accounts.salt()));
    Optional<EvmAddress> here =
        address(
            originRouter.ask(
                REMOTE_ACCOUNT,
                account.owner(),
                accounts.router(),
                accounts.ism(),
                accounts.salt()));
    return there.equals(Optional.of(expected)) && here.equals(Optional.of(expected))
        ? Optional.empty()
        : Optional.of(
            "the account of "
                + account.owner()
                + " is "
                + expected
                + ", the destination's router says "
                + shown(there)
                + " and the origin's "
                + shown(here));
  }

  private static Optional<EvmAddress> address(Optional<Value> answer) {
    return answer.map(Value::asEvmAddress);
  }

  private static String shown(Optional<EvmAddress> answer) {
    return answer.map(EvmAddress::toString).orElse("nothing");
  }
}
