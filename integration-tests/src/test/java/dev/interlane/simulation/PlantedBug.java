package dev.interlane.simulation;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.mailbox.checkpoint.CheckpointReader;
import dev.interlane.mailbox.checkpoint.SignedCheckpoint;
import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.samples.simulate.Rooms;
import dev.interlane.spi.BlockSelector;
import dev.interlane.spi.Chain;
import dev.interlane.spi.ChainHeads;
import dev.interlane.spi.ChainPort;
import dev.interlane.spi.Journal;
import dev.interlane.spi.JournalBatch;
import dev.interlane.spi.JournalEvent;
import dev.interlane.spi.Lease;
import dev.interlane.spi.LogFilter;
import dev.interlane.spi.MessageRecord;
import dev.interlane.spi.StepContext;
import dev.interlane.spi.Submission;
import dev.interlane.spi.Submitter;
import dev.interlane.spi.TransactionIntent;
import dev.interlane.spi.TransactionReceipt;
import dev.interlane.spi.Transport;
import dev.interlane.spi.TransportSession;
import dev.interlane.testkit.HyperlaneChain;
import dev.interlane.testkit.Security;
import dev.interlane.testkit.SimulatedNetwork;
import dev.interlane.testkit.chain.Contract;
import dev.interlane.testkit.contract.StaticAggregationIsm;
import dev.interlane.testkit.contract.StaticMessageIdMultisigIsm;
import dev.interlane.testkit.journal.ForwardingJournal;
import dev.interlane.testkit.simulation.MessageMix;
import dev.interlane.testkit.simulation.Simulation;
import dev.interlane.testkit.simulation.Tampering;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Bugs that people make in bridges, each planted where it would be made. */
enum PlantedBug implements Tampering {
  FINALITY_WAIT_SKIPPED("a transport proves a dispatch before it is as final as asked") {
    @Override
    public Transport transport(Transport transport) {
      return sessions(
          transport,
          session ->
              Intercepted.of(
                  TransportSession.class,
                  session,
                  "advance",
                  (arguments, call) -> {
                    StepContext asked = (StepContext) Objects.requireNonNull(arguments[0]);
                    return call.proceed(
                        new Object[] {
                          new StepContext(
                              asked.message(),
                              asked.step(),
                              asked.dispatch(),
                              Finality.FINAL,
                              asked.memo(),
                              asked.attempt(),
                              asked.now())
                        });
                  }));
    }
  },

  ACCOUNT_NONCE_REUSED("the next account nonce is one too low after a restart") {
    @Override
    public Journal journal(Journal journal) {
      return new ForwardingJournal(journal) {
        @Override
        public long nextAccountNonce(AccountId account) {
          return Math.max(0, super.nextAccountNonce(account) - 1);
        }
      };
    }

    @Override
    public Chain chain(Chain chain) {
      // A node that does not count its pool, as many behind a load balancer.
      return port(
          chain,
          "accountNonce",
          (arguments, call) -> {
            arguments[1] =
                arguments[1] instanceof BlockSelector.Pending
                    ? new BlockSelector.AtFinality(Finality.FINAL)
                    : arguments[1];
            return call.proceed(arguments);
          });
    }
  },

  RE_SIGNED_INSTEAD_OF_REBROADCAST("what is sent again is signed again, at a new account nonce") {
    @Override
    public Chain chain(Chain chain) {
      Set<Bytes32> sent = new HashSet<>();
      return submitter(
          chain,
          (submission, call) ->
              sent.add(submission.lastAttempt().hash())
                  ? call.proceed(new Object[] {submission})
                  : signAnew(chain, submission));
    }
  },

  RE_DISPATCHED_AFTER_A_REORG("a transaction whose block went is signed anew at a new nonce") {
    @Override
    public Chain chain(Chain chain) {
      Set<Bytes32> included = new HashSet<>();
      Chain watched =
          port(
              chain,
              "receipts",
              (arguments, call) -> {
                Object receipts = call.proceed(arguments);
                for (Object receipt : (List<?>) Objects.requireNonNull(receipts)) {
                  included.add(((TransactionReceipt) receipt).inclusion().transaction().hash());
                }
                return receipts;
              });
      return submitter(
          watched,
          (submission, call) ->
              included.contains(submission.lastAttempt().hash())
                  ? signAnew(chain, submission)
                  : call.proceed(new Object[] {submission}));
    }
  },

  REPLAY_CHECK_FORGOTTEN("the recipient does not remember message ids") {
    @Override
    public AccountId recipient(SimulatedNetwork network, Security security) {
      HyperlaneChain chain = network.destination();
      return ForgetfulRecipient.of(chain, security);
    }
  },

  ONE_SIGNATURE_COUNTED_TWICE("the multisig module counts one validator's signature twice") {
    @Override
    public void network(SimulatedNetwork network) {
      setIsm(
          network,
          Security.MESSAGE_ID_MULTISIG,
          CarelessIsm.countingOneSignerTwice(
              network.committee().addresses(), network.committee().threshold()));
    }
  },

  LEAF_INDEX_TAKEN_FOR_MAILBOX_NONCE("the checkpoint is looked for at the mailbox nonce") {
    @Override
    public void network(SimulatedNetwork network) {
      // A message that went through another hook: from now on nonce and leaf index differ.
      network.origin().dispatchBySomebody(HyperlaneChain.Through.ANOTHER_HOOK);
    }

    @Override
    CheckpointReader reader(CheckpointReader reader) {
      return new CheckpointReader() {
        @Override
        public OptionalLong latestIndex() {
          return reader.latestIndex();
        }

        @Override
        public Optional<SignedCheckpoint> checkpoint(long index) {
          return reader.checkpoint(index + 1);
        }
      };
    }
  },

  CHECKPOINT_ROOT_UNCHECKED("the merkle-root module takes the root from the caller") {
    @Override
    public void network(SimulatedNetwork network) {
      setIsm(
          network,
          Security.MERKLE_ROOT_MULTISIG,
          CarelessIsm.believingTheRoot(
              network.committee().addresses(), network.committee().threshold()));
    }
  },

  EXTRA_AGGREGATION_LEG_SENT("a leg more than the aggregation's threshold is sent") {
    @Override
    public void network(SimulatedNetwork network) {
      HyperlaneChain chain = network.destination();
      List<EvmAddress> validators = network.committee().addresses();
      int threshold = network.committee().threshold();
      setIsm(
          network,
          Security.AGGREGATION,
          new StaticAggregationIsm(
              List.of(
                  chain.deploy(new StaticMessageIdMultisigIsm(validators, threshold)).evmAddress(),
                  chain.deploy(new StaticMessageIdMultisigIsm(validators, threshold)).evmAddress()),
              1));
    }

    @Override
    public Chain chain(Chain chain) {
      return Intercepted.of(
          Chain.class,
          chain,
          "submitter",
          (none, rest) ->
              Intercepted.of(
                  Submitter.class,
                  chain.submitter(),
                  "prepare",
                  (arguments, call) -> {
                    List<?> intents = (List<?>) Objects.requireNonNull(arguments[2]);
                    arguments[2] =
                        intents.stream()
                            .map(intent -> ExtraLeg.addedTo((TransactionIntent) intent))
                            .toList();
                    return call.proceed(arguments);
                  }));
    }
  },

  CURSOR_ADVANCED_OVER_A_GAP(
      "after a restart reading begins above where it ended, and nobody looks back") {
    @Override
    public Chain chain(Chain chain) {
      AtomicBoolean begun = new AtomicBoolean();
      Chain hasty =
          port(
              chain,
              "heads",
              (arguments, call) -> {
                ChainHeads heads = (ChainHeads) Objects.requireNonNull(call.proceed(arguments));
                return begun.getAndSet(true)
                    ? heads
                    : new ChainHeads(heads.seen(), heads.seen(), heads.seen(), heads.rule());
              });
      // Deliveries that were missed are read by range.
      return port(
          hasty,
          "logs",
          (arguments, call) ->
              arguments.length == 3
                      && arguments[0] instanceof LogFilter filter
                      && filter.topic0s().contains(PROCESS_ID)
                  ? List.of()
                  : call.proceed(arguments));
    }

    private static final Bytes32 PROCESS_ID = Keccak256.hash(Bytes.fromUtf8("ProcessId(bytes32)"));
  },

  EVENT_LOST_BEFORE_COMMIT("some events of a batch are not kept") {
    @Override
    public Journal journal(Journal journal) {
      return new ForwardingJournal(journal) {
        private int commits;

        @Override
        public void commit(Lease lease, JournalBatch batch) {
          if (++commits % 20 != 0) {
            super.commit(lease, batch);
            return;
          }
          List<JournalEvent> kept =
              batch.events().stream()
                  .filter(
                      event -> !(event.entry().event() instanceof DeliveryEvent.DispatchIncluded))
                  .toList();
          super.commit(lease, JournalBatch.builder().from(batch).events(kept).build());
        }
      };
    }
  },

  LEASE_EPOCH_IGNORED("a process that was replaced may still write") {
    @Override
    public Journal journal(Journal journal) {
      return new ForwardingJournal(journal) {
        private @Nullable Lease newest;

        @Override
        public Lease acquire(String appId) {
          Lease lease = super.acquire(appId);
          newest = lease;
          return lease;
        }

        @Override
        public void commit(Lease lease, JournalBatch batch) {
          // A journal without an epoch has no versions either: the last writer wins.
          List<MessageRecord> messages =
              batch.messages().stream()
                  .map(
                      message ->
                          message(message.id())
                              .map(
                                  kept ->
                                      MessageRecord.builder()
                                          .from(message)
                                          .version(kept.version())
                                          .build())
                              .orElse(message))
                  .toList();
          super.commit(
              newest == null ? lease : newest,
              JournalBatch.builder().from(batch).messages(messages).build());
        }
      };
    }
  },

  IDEMPOTENCY_KEY_FORGOTTEN("after a restart keys of before are unknown") {
    @Override
    public Journal journal(Journal journal) {
      return new ForwardingJournal(journal) {
        private int starts;

        @Override
        public Lease acquire(String appId) {
          starts++;
          return super.acquire(appId);
        }

        @Override
        public Optional<MessageId> messageByKey(String appId, String key) {
          return starts > 1 ? Optional.empty() : super.messageByKey(appId, key);
        }
      };
    }
  },

  SEEN_REPORTED_AS_FINAL("the newest block is taken for a final one") {
    @Override
    public Chain chain(Chain chain) {
      return port(
          chain,
          "heads",
          (arguments, call) -> {
            ChainHeads heads = (ChainHeads) Objects.requireNonNull(call.proceed(arguments));
            return new ChainHeads(heads.seen(), heads.seen(), heads.seen(), heads.rule());
          });
    }
  };

  private final String sentence;

  PlantedBug(String sentence) {
    this.sentence = sentence;
  }

  /** What is wrong with the code. */
  String sentence() {
    return sentence;
  }

  /** Runs with the bug in it, and without the proofs of state that none of the bugs is about. */
  Simulation.Builder simulation(int messages) {
    return Simulation.builder()
        .tampering(this)
        .transports(network -> Rooms.signedTransports(network, this::reader))
        .workload(new MessageMix(messages, Rooms.SIGNED_WAYS));
  }

  /** What the validator transport reads instead of a validator's storage. */
  CheckpointReader reader(CheckpointReader reader) {
    return reader;
  }

  private interface Broadcast {
    @Nullable Object handle(Submission submission, Intercepted.Call call);
  }

  private interface Session {
    TransportSession of(TransportSession session);
  }

  private static Chain port(Chain chain, String method, Intercepted.Instead instead) {
    ChainPort port = Intercepted.of(ChainPort.class, chain.port(), method, instead);
    return Intercepted.of(Chain.class, chain, "port", (none, call) -> port);
  }

  private static Chain submitter(Chain chain, Broadcast broadcast) {
    Submitter submitter =
        Intercepted.of(
            Submitter.class,
            chain.submitter(),
            "broadcast",
            (arguments, call) ->
                broadcast.handle((Submission) Objects.requireNonNull(arguments[0]), call));
    return Intercepted.of(Chain.class, chain, "submitter", (none, call) -> submitter);
  }

  private static Transport sessions(Transport transport, Session session) {
    return Intercepted.of(
        Transport.class,
        transport,
        "open",
        (arguments, call) ->
            session.of((TransportSession) Objects.requireNonNull(call.proceed(arguments))));
  }

  private static Object signAnew(Chain chain, Submission submission) {
    AccountId account = submission.account();
    long nonce = chain.port().accountNonce(account.evmAddress(), BlockSelector.PENDING);
    Submitter.Prepared prepared =
        chain.submitter().prepare(account, nonce, List.of(submission.intent())).getFirst();
    return prepared instanceof Submitter.Prepared.Signed signed
        ? chain.submitter().broadcast(signed.submission())
        : chain.submitter().broadcast(submission);
  }

  private static void setIsm(SimulatedNetwork network, Security security, Contract ism) {
    HyperlaneChain chain = network.destination();
    AccountId module = chain.deploy(ism);
    chain
        .chain()
        .store(network.vault(security).evmAddress(), Bytes32.ZERO, module.evmAddress().toWord());
  }
}
