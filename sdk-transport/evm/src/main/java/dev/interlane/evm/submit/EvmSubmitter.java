package dev.interlane.evm.submit;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.evm.KnownErrors;
import dev.interlane.error.ChainUnavailableException;
import dev.interlane.error.SigningException;
import dev.interlane.evm.transaction.Eip1559Transaction;
import dev.interlane.evm.transaction.SignedTransaction;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.CallRequest;
import dev.interlane.spi.CallResult;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.FeeSuggestion;
import dev.interlane.spi.GasEstimate;
import dev.interlane.spi.KeyRoles;
import dev.interlane.spi.Signer;
import dev.interlane.spi.Submission;
import dev.interlane.spi.SubmissionState;
import dev.interlane.spi.SubmitResult;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Signs EIP-1559 transactions for one EVM chain, real or simulated: what the port says about gas,
 * fees and funds, within a {@link FeePolicy}.
 *
 * <p>It keeps no state and never chooses an account nonce. Nothing leaves it before the caller has
 * journaled it: {@link #prepare} and {@link #reprice} only sign, {@link #broadcast} only sends.
 * Thread-safe.
 */
public final class EvmSubmitter implements Submitter {
  /** EIP-7825: no transaction may have more, so headroom does not lift an estimate above it. */
  private static final long MAX_TRANSACTION_GAS = 1L << 24;

  /** After this many times the usual wait a well-priced transaction is raised all the same. */
  private static final int PATIENCE = 4;

  private final ChainPort port;
  private final FeePolicy policy;
  private final Map<AccountId, Signer> signers;
  private final KeyRoles roles;
  private final KnownErrors errors;

  private EvmSubmitter(
      ChainPort port,
      FeePolicy policy,
      Map<AccountId, Signer> signers,
      KeyRoles roles,
      KnownErrors errors) {
    this.port = port;
    this.policy = policy;
    this.signers = signers;
    this.roles = roles;
    this.errors = errors;
  }

  /**
   * Submits to the chain behind {@code port} with these keys.
   *
   * @throws IllegalArgumentException if two signers have the same account
   */
  public static EvmSubmitter over(ChainPort port, FeePolicy policy, List<Signer> signers) {
    Map<AccountId, Signer> byAccount = new LinkedHashMap<>();
    for (Signer signer : signers) {
      AccountId account = AccountId.of(port.chainId(), signer.address());
      if (byAccount.put(account, signer) != null) {
        throw new IllegalArgumentException("Two signers for " + account + ", expected one");
      }
    }
    return new EvmSubmitter(port, policy, byAccount, KeyRoles.learnt(), KnownErrors.standard());
  }

  /** The same, which explains reverts with these errors. */
  public EvmSubmitter knowing(KnownErrors known) {
    return new EvmSubmitter(port, policy, signers, roles, known);
  }

  /**
   * The same, with these roles of its keys.
   *
   * @throws IllegalArgumentException if one of them is of a key that it does not have
   */
  public EvmSubmitter withRoles(KeyRoles named) {
    for (EvmAddress account : named.accounts()) {
      if (!signers.containsKey(AccountId.of(port.chainId(), account))) {
        throw new IllegalArgumentException(
            "A role is named for "
                + account
                + ", which has no signer on "
                + port.chainId()
                + "; there are "
                + signers.keySet());
      }
    }
    return new EvmSubmitter(port, policy, signers, named, errors);
  }

  @Override
  public List<AccountId> accounts() {
    return List.copyOf(signers.keySet());
  }

  @Override
  public KeyRoles roles() {
    return roles;
  }

  @Override
  public List<Prepared> prepare(
      AccountId account, long firstNonce, List<TransactionIntent> intents) {
    if (firstNonce < 0) {
      throw new IllegalArgumentException("firstNonce must not be negative, got " + firstNonce);
    }
    requireAccount(account, intents);
    Signer signer = signers.get(account);
    if (signer == null) {
      return blocked(
          intents,
          "No key for " + account,
          "Give the chain a signer for this account; it has " + signers.keySet());
    }
    FeeSuggestion now = port.feeSuggestion();
    Optional<Offer> offer = Offer.of(now, policy);
    if (offer.isEmpty()) {
      return blocked(
          intents,
          "The next block takes "
              + Offer.due(now)
              + " wei per gas, the cap is "
              + policy.maxFeePerGasWei(),
          "Wait for lower fees, or raise maxFeePerGasWei of the fee policy");
    }
    BigInteger funds = port.balanceWei(account.evmAddress(), BlockSelector.LATEST);
    return new Batch(signer, account, offer.get(), firstNonce, funds).prepareAll(intents);
  }

  private void requireAccount(AccountId account, List<TransactionIntent> intents) {
    if (!account.chain().equals(port.chainId())) {
      throw new IllegalArgumentException(
          "Account " + account + " is on another chain than " + port.chainId());
    }
    for (TransactionIntent intent : intents) {
      if (!intent.account().equals(account)) {
        throw new IllegalArgumentException(
            "Intent " + intent.key() + " is of " + intent.account() + ", expected " + account);
      }
    }
  }

  private static List<Prepared> blocked(
      List<TransactionIntent> intents, String reason, String hint) {
    return intents.stream().<Prepared>map(intent -> new Prepared.Blocked(reason, hint)).toList();
  }

  @Override
  public SubmitResult broadcast(Submission submission) {
    return port.submit(submission.lastAttempt().raw());
  }

  @Override
  public List<SubmitResult> broadcastAll(List<Submission> submissions) {
    return port.submitAll(submissions.stream().map(each -> each.lastAttempt().raw()).toList());
  }

  /**
   * Whether the newest attempt should offer more now; a further signed one if so.
   *
   * <p>An attempt is raised when it has waited for the policy's number of blocks and offers less
   * than the market, or has waited four times as long whatever it offers. Both fees rise by the
   * policy's step, rounded up, and never above the cap: where no step that nodes take fits below
   * the cap, the submission is left.
   */
  @Override
  public Optional<Submission.Attempt> reprice(Submission submission, long waitedBlocks) {
    Signer signer = signer(submission);
    long due = (long) policy.repriceAfterBlocks() * submission.attempts().size();
    if (waitedBlocks < due) {
      return Optional.empty();
    }
    Eip1559Transaction last = newest(submission);
    Offer offer = offer(last);
    FeeSuggestion now = port.feeSuggestion();
    if (offer.suffices(now) && waitedBlocks < due * PATIENCE) {
      return Optional.empty();
    }
    return offer.raised(now, policy).map(raised -> sign(at(last, raised).build(), signer));
  }

  @Override
  public Optional<Submission.Attempt> withdraw(Submission submission) {
    Signer signer = signer(submission);
    Eip1559Transaction last = newest(submission);
    EvmAddress self = signer.address();
    if (last.to().equals(Optional.of(self))
        && last.data().isEmpty()
        && last.valueWei().signum() == 0) {
      return Optional.of(submission.lastAttempt());
    }
    Offer offered = offer(last);
    // Nodes refuse the same offer as long as they have the newest attempt; one that was dropped
    // from every pool would leave its account nonce, and all after it, unspent for ever.
    Offer better =
        offered
            .raised(port.feeSuggestion(), policy)
            .orElseGet(() -> offered.within(policy.maxFeePerGasWei()));
    CallRequest nothing = new CallRequest(self, self, Bytes.EMPTY, BigInteger.ZERO);
    if (!(port.estimateGas(nothing) instanceof GasEstimate.Enough enough)) {
      return Optional.empty();
    }
    return Optional.of(
        sign(
            at(last, better)
                .to(self)
                .data(Bytes.EMPTY)
                .valueWei(BigInteger.ZERO)
                .gasLimit(enough.gas())
                .build(),
            signer));
  }

  @Override
  public Optional<String> whyFailed(Submission submission, TransactionReceipt receipt) {
    Bytes32 hash = receipt.inclusion().transaction().hash();
    return submission.attempts().stream()
        .filter(attempt -> attempt.hash().equals(hash))
        .findFirst()
        .flatMap(attempt -> new FailedTransaction(port, errors).why(attempt.raw(), receipt));
  }

  private Signer signer(Submission submission) {
    Signer signer = signers.get(submission.account());
    if (signer == null) {
      throw new SigningException(
          "No key for " + submission.account() + " to replace its transaction",
          "Give the chain a signer for this account");
    }
    return signer;
  }

  private static Eip1559Transaction newest(Submission submission) {
    return SignedTransaction.decode(submission.lastAttempt().raw()).transaction();
  }

  private static Offer offer(Eip1559Transaction transaction) {
    return new Offer(transaction.maxFeePerGasWei(), transaction.maxPriorityFeePerGasWei());
  }

  private static Eip1559Transaction.Builder at(Eip1559Transaction transaction, Offer offer) {
    return Eip1559Transaction.builder()
        .from(transaction)
        .maxFeePerGasWei(offer.maxFee())
        .maxPriorityFeePerGasWei(offer.tip());
  }

  private static Submission.Attempt sign(Eip1559Transaction transaction, Signer signer) {
    SignedTransaction signed;
    try {
      signed = transaction.sign(signer);
    } catch (IllegalArgumentException notASignature) {
      throw new SigningException(
          "The signer of " + signer.address() + " returned no valid signature",
          "Check the signer: low s, right recovery bit",
          notASignature);
    }
    if (!signed.sender().equals(signer.address())) {
      throw new SigningException(
          "The signer of " + signer.address() + " signed as " + signed.sender(),
          "Check which key the signer uses");
    }
    return new Submission.Attempt(signed.raw(), signed.hash());
  }

  /** One call of {@link #prepare}: the next nonce and what is left of the funds. */
  private final class Batch {
    private final Signer signer;
    private final AccountId account;
    private final EvmAddress sender;
    private final Offer offer;
    private long nonce;
    private BigInteger funds;

    Batch(Signer signer, AccountId account, Offer offer, long firstNonce, BigInteger funds) {
      this.signer = signer;
      this.account = account;
      this.sender = account.evmAddress();
      this.offer = offer;
      this.nonce = firstNonce;
      this.funds = funds;
    }

    List<Prepared> prepareAll(List<TransactionIntent> intents) {
      long firstNonce = nonce;
      BigInteger allFunds = funds;
      try {
        return prepareTogether(intents);
      } catch (ChainUnavailableException trouble) {
        if (intents.size() == 1) {
          throw trouble;
        }
        nonce = firstNonce;
        funds = allFunds;
        return prepareEach(intents, trouble);
      }
    }

    /**
     * Nodes have no answer to some calls, such as one that computes for too long: what is no matter
     * of the others keeps none of them back. Where no intent gets an answer, the chain gives none.
     */
    private List<Prepared> prepareEach(
        List<TransactionIntent> intents, ChainUnavailableException trouble) {
      List<Prepared> prepared = new ArrayList<>(intents.size());
      for (TransactionIntent intent : intents) {
        try {
          prepared.addAll(prepareTogether(List.of(intent)));
        } catch (ChainUnavailableException unanswered) {
          prepared.add(new Prepared.Unanswered(unanswered));
        }
      }
      if (prepared.stream().allMatch(Prepared.Unanswered.class::isInstance)) {
        throw trouble;
      }
      return prepared;
    }

    private List<Prepared> prepareTogether(List<TransactionIntent> intents) {
      List<Optional<GasEstimate>> estimates = estimates(intents);
      List<Prepared> prepared = new ArrayList<>(intents.size());
      for (TransactionIntent intent : intents) {
        prepared.add(prepare(intent, estimates.get(prepared.size())));
      }
      return prepared;
    }

    /**
     * What of each intent can be known before the others are priced; of one whose value is not
     * there nothing, because nodes answer an estimate that sends too much with all kinds of errors.
     */
    private List<Optional<GasEstimate>> estimates(List<TransactionIntent> intents) {
      List<TransactionIntent> unknown =
          intents.stream()
              .filter(this::isPayable)
              .filter(intent -> intent.gasLimit().isEmpty())
              .toList();
      Iterator<GasEstimate> estimated = new AlikeEstimates(port, this::call).of(unknown).iterator();
      List<Optional<GasEstimate>> estimates = new ArrayList<>(intents.size());
      for (TransactionIntent intent : intents) {
        if (!isPayable(intent)) {
          estimates.add(Optional.empty());
        } else if (intent.gasLimit().isPresent()) {
          estimates.add(Optional.of(limited(intent)));
        } else {
          estimates.add(Optional.of(withHeadroom(estimated.next(), intent)));
        }
      }
      return estimates;
    }

    private boolean isPayable(TransactionIntent intent) {
      return intent.valueWei().compareTo(funds) <= 0;
    }

    private Prepared prepare(TransactionIntent intent, Optional<GasEstimate> gas) {
      if (gas.isEmpty() || !isPayable(intent)) {
        return insufficient("value " + intent.valueWei() + " wei", intent.valueWei());
      }
      if (gas.get() instanceof GasEstimate.Reverts reverts) {
        return new Prepared.WouldRevert(explain(call(intent), reverts.data()));
      }
      long limit = ((GasEstimate.Enough) gas.get()).gas();
      BigInteger cost = offer.maxFee().multiply(BigInteger.valueOf(limit)).add(intent.valueWei());
      if (cost.compareTo(funds) > 0) {
        return insufficient(limit + " gas at " + offer.maxFee() + " wei, and the value", cost);
      }
      Submission submission = signed(intent, limit);
      funds = funds.subtract(cost);
      nonce++;
      return new Prepared.Signed(submission);
    }

    /** The limit asked for, if the call would succeed. */
    private GasEstimate limited(TransactionIntent intent) {
      return port.call(call(intent), BlockSelector.LATEST) instanceof CallResult.Reverted reverted
          ? new GasEstimate.Reverts(reverted.data())
          : new GasEstimate.Enough(intent.gasLimit().orElseThrow());
    }

    /** The estimate, with headroom and reserve. */
    private GasEstimate withHeadroom(GasEstimate estimate, TransactionIntent intent) {
      return estimate instanceof GasEstimate.Enough enough
          ? new GasEstimate.Enough(withHeadroom(enough.gas(), intent.gasReserve()))
          : estimate;
    }

    private CallRequest call(TransactionIntent intent) {
      return new CallRequest(sender, intent.to(), intent.data(), intent.valueWei());
    }

    private long withHeadroom(long gas, long reserve) {
      BigInteger raised =
          BigInteger.valueOf(gas)
              .multiply(BigInteger.valueOf(100L + policy.gasHeadroomPercent()))
              .divide(BigInteger.valueOf(100))
              .add(BigInteger.valueOf(reserve));
      return raised.min(BigInteger.valueOf(Math.max(gas, MAX_TRANSACTION_GAS))).longValueExact();
    }

    private Prepared insufficient(String what, BigInteger needed) {
      return new Prepared.Blocked(
          "Insufficient funds of "
              + account
              + ": "
              + what
              + " need up to "
              + needed
              + " wei, "
              + funds
              + " wei are left",
          "Fund the account");
    }

    private Submission signed(TransactionIntent intent, long gasLimit) {
      Eip1559Transaction transaction =
          Eip1559Transaction.builder()
              .chain(port.chainId())
              .accountNonce(nonce)
              .maxFeePerGasWei(offer.maxFee())
              .maxPriorityFeePerGasWei(offer.tip())
              .gasLimit(gasLimit)
              .to(intent.to())
              .valueWei(intent.valueWei())
              .data(intent.data())
              .build();
      return Submission.builder()
          .account(account)
          .accountNonce(nonce)
          .intent(intent)
          .addAttempts(sign(transaction, signer))
          .state(SubmissionState.PENDING)
          .build();
    }
  }

  /** In words where the error is known; another one by its selector and all of its bytes. */
  private String explain(CallRequest call, Bytes revertData) {
    return "reverted: "
        + (revertData.isEmpty() ? haltOf(call) : Optional.<String>empty())
            .orElseGet(() -> errors.explain(revertData));
  }

  /** That nobody can say is no reason to fail. */
  private Optional<String> haltOf(CallRequest call) {
    try {
      return port.haltOf(call);
    } catch (ChainUnavailableException untold) {
      return Optional.empty();
    }
  }
}
