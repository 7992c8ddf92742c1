package dev.interlane.mailbox;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.AbiCodec;
import dev.interlane.codec.evm.AbiFunction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * An account on a destination that only its owner, an account on an origin, can make call
 * something. It belongs to the owner's address: a new key of the owner has another account, without
 * what the old one holds or may do. Immutable.
 *
 * <p>Body of a message that has it call (packed, big-endian):
 *
 * <pre>
 * offset  size  field
 * 0       1     type, 0: calls
 * 1       32    owner, left-padded
 * 33      32    ISM, left-padded; zero: the mailbox's default one
 * 65      32    salt
 * 97      n     abi.encode((bytes32 to, uint256 value, bytes data)[])
 * </pre>
 *
 * <p>Address: CREATE2 by the destination's router of a minimal proxy (EIP-1167) to the router's
 * implementation, with the salt
 *
 * <pre>
 * keccak256(origin domain (4) | owner (32) | origin's router (32) | ISM (32) | salt (32))
 * </pre>
 *
 * @param originDomain the domain of the owner's chain, unsigned 32 bits
 * @param owner who makes it call
 * @param originRouter the router on the owner's chain
 * @param accounts the router and the rest on the account's own chain
 * @see <a href="https://eips.ethereum.org/EIPS/eip-1014">EIP-1014</a>
 */
public record InterchainAccount(
    long originDomain, EvmAddress owner, EvmAddress originRouter, InterchainAccounts accounts) {
  private static final int CALLS = 0;
  private static final int OWNER_OFFSET = 1;
  private static final int CALLS_OFFSET = 97;
  private static final AbiCodec CALL_LIST = AbiCodec.parse("((bytes32,uint256,bytes)[])");
  private static final Bytes PROXY_PREFIX =
      Bytes.fromHex("0x3d602d80600a3d3981f3363d3d373d3d3d363d73");
  private static final Bytes PROXY_SUFFIX = Bytes.fromHex("0x5af43d82803e903d91602b57fd5bf3");
  private static final Bytes CREATE2 = Bytes.fromHex("0xff");

  static final AbiFunction CALL_REMOTE =
      AbiFunction.parse(
          "callRemoteWithOverrides(uint32,bytes32,bytes32,(bytes32,uint256,bytes)[],bytes,bytes32,"
              + "address)");

  public InterchainAccount {
    Unsigned32.check("originDomain", originDomain);
  }

  /**
   * The account that an owner has by these deployments.
   *
   * @throws IllegalArgumentException if one of them has no router
   */
  public static InterchainAccount of(
      MailboxDeployment origin, EvmAddress owner, MailboxDeployment destination) {
    return new InterchainAccount(
        origin.domain(), owner, accounts(origin).router(), accounts(destination));
  }

  static InterchainAccounts accounts(MailboxDeployment deployment) {
    return deployment
        .accounts()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No InterchainAccountRouter on "
                        + deployment.chain()
                        + " is configured: MailboxDeployment.builder().accounts(...)"));
  }

  /**
   * Where the account is, worked out from what is pinned. It need not be there yet: the first call
   * makes it.
   *
   * @throws IllegalArgumentException if no implementation is pinned
   */
  public EvmAddress address() {
    return address(
        accounts
            .implementation()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "An account's address needs the router's implementation: pin it with"
                            + " InterchainAccounts.pinned(...)")));
  }

  /** Where the account is, if its code is at {@code implementation}. */
  public EvmAddress address(EvmAddress implementation) {
    Bytes32 proxy =
        Keccak256.hash(Bytes.concat(PROXY_PREFIX, implementation.toBytes(), PROXY_SUFFIX));
    Bytes32 hash =
        Keccak256.hash(
            Bytes.concat(
                CREATE2, accounts.router().toBytes(), create2Salt().toBytes(), proxy.toBytes()));
    return EvmAddress.of(hash.toBytes().slice(12));
  }

  private Bytes32 create2Salt() {
    return Keccak256.hash(
        Bytes.concat(
            Bytes32.ofUnsigned(BigInteger.valueOf(originDomain))
                .toBytes()
                .slice(Bytes32.LENGTH_BYTES - Unsigned32.LENGTH_BYTES),
            owner.toWord().toBytes(),
            originRouter.toWord().toBytes(),
            accounts.ism().toWord().toBytes(),
            accounts.salt().toBytes()));
  }

  /** The body that has it call {@code target}. */
  Bytes body(EvmAddress target, Bytes calldata) {
    return Bytes.concat(
        Bytes.of((byte) CALLS),
        owner.toWord().toBytes(),
        accounts.ism().toWord().toBytes(),
        accounts.salt().toBytes(),
        CALL_LIST.encode(List.of(call(target, calldata))));
  }

  /** The call of the origin's router that dispatches {@link #body}. */
  Bytes callRemote(long destinationDomain, EvmAddress target, Bytes calldata, DispatchHooks hooks) {
    return CALL_REMOTE.encodeCall(
        destinationDomain,
        accounts.router().toWord(),
        accounts.ism().toWord(),
        List.of(call(target, calldata)),
        hooks.metadata().orElse(Bytes.EMPTY),
        accounts.salt(),
        // The mailbox takes zero for its default hook.
        hooks.hook().orElse(EvmAddress.ZERO));
  }

  private static List<Object> call(EvmAddress target, Bytes calldata) {
    return List.of(target.toWord(), BigInteger.ZERO, calldata);
  }

  /**
   * On whose behalf a router dispatched a message: the router writes who called it. Empty if the
   * message is no call of an account, or another contract dispatched it.
   *
   * @param origin where the message was dispatched
   */
  public static Optional<Bytes32> ownerOf(HyperlaneMessage message, MailboxDeployment origin) {
    boolean isOfRouter =
        origin
            .accounts()
            .map(accounts -> accounts.router().toWord())
            .filter(message.sender().account()::equals)
            .isPresent();
    Bytes body = message.body();
    return isOfRouter && body.length() >= CALLS_OFFSET && body.get(0) == CALLS
        ? Optional.of(Bytes32.of(body.slice(OWNER_OFFSET, Bytes32.LENGTH_BYTES)))
        : Optional.empty();
  }
}
