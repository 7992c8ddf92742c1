package dev.interlane.vectors.envelope;

import dev.interlane.chain.AccountId;
import dev.interlane.chain.Base58;
import dev.interlane.chain.ChainId;
import dev.interlane.chain.EvmAddress;
import dev.interlane.chain.Finality;
import dev.interlane.chain.InteroperableAddress;
import dev.interlane.codec.envelope.CanonicalEnvelopeCodec;
import dev.interlane.message.Attribute;
import dev.interlane.message.CallRoute;
import dev.interlane.message.CanonicalEnvelope;
import dev.interlane.message.ContractCall;
import dev.interlane.message.MessageBody;
import dev.interlane.message.MessageEnvelope;
import dev.interlane.message.Ordering;
import dev.interlane.message.Payload;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.BodyCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;

/** Envelopes of every kind of body to every VM, from a seed. */
final class RandomEnvelopes {
  private static final List<BodyCodec> CODECS =
      ServiceLoader.load(BodyCodec.class).stream().map(ServiceLoader.Provider::get).toList();

  private static final List<String> FIXED =
      List.of(
          "aptos:1:0x1%3A%3Avault",
          "sui:35834a8a:0x2%3A%3Avault",
          "polkadot:91b171bb158e2d3848fa23a9f1c25182:5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
          "stellar:pubnet:CA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUWDA",
          "cosmos:wasm-1:wasm1awdes3zz5tc4vf2nfus32qxhkarpvdm3rn72slyn72awkhnflw2q70xnj0");

  private final Random random;

  RandomEnvelopes(long seed) {
    this.random = new Random(seed);
  }

  CanonicalEnvelope next() {
    AccountId sender = account();
    AccountId recipient = account();
    while (recipient.chain().equals(sender.chain())) {
      recipient = account();
    }
    MessageBody body = body();
    MessageEnvelope.Builder envelope =
        MessageEnvelope.builder()
            .sender(sender)
            .recipient(recipient)
            .body(body)
            .ordering(pick(Ordering.values()))
            .finality(pick(Finality.values()));
    switch (random.nextInt(3)) {
      case 0 -> envelope.expiresAt(Instant.ofEpochSecond(1 + random.nextLong(1L << 40)));
      case 1 -> envelope.expiresAfter(Duration.ofSeconds(1 + random.nextInt(1_000_000_000)));
      default -> {}
    }
    if (random.nextBoolean()) {
      envelope.gasLimit(1 + random.nextLong(MessageEnvelope.MAX_GAS_LIMIT));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      envelope.addAttributes(new Attribute(bytes(4), bytes(random.nextInt(40))));
    }
    return new CanonicalEnvelopeCodec()
        .seal(envelope.build(), content(body, recipient), Bytes32.of(bytes(32)));
  }

  /** The bytes of the recipient's VM. */
  private static Bytes content(MessageBody body, AccountId recipient) {
    BodyCodec codec =
        CODECS.stream()
            .filter(each -> each.namespace().equals(recipient.chain().namespace()))
            .findFirst()
            .orElseThrow();
    return codec.encode(body, recipient);
  }

  private MessageBody body() {
    ContractCall call =
        ContractCall.of(
            "set_limit(uint64,string)", random.nextLong(1L << 62), "n" + random.nextInt());
    return switch (random.nextInt(4)) {
      case 0 -> call;
      case 1 -> call.by(CallRoute.SENDER_ACCOUNT);
      case 2 -> Payload.typed("(bool,uint64[])", random.nextBoolean(), List.of(1, 2, 3));
      default -> Payload.of(bytes(random.nextInt(200)));
    };
  }

  private AccountId account() {
    return switch (random.nextInt(7)) {
      case 0 -> AccountId.parse(pick(FIXED.toArray(String[]::new)));
      case 1 ->
          AccountId.of(
              ChainId.parse("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"), Base58.encode(bytes(32)));
      case 2 -> {
        InteroperableAddress chain = InteroperableAddress.of(ChainId.parse("starknet:SN_MAIN"));
        yield InteroperableAddress.of(
                chain.chainType(),
                chain.chainReference(),
                Bytes.concat(Bytes.of((byte) 3), bytes(31)))
            .toAccountId();
      }
      default ->
          AccountId.of(ChainId.eip155(1 + random.nextInt(1 << 20)), EvmAddress.of(bytes(20)));
    };
  }

  private <T> T pick(T[] any) {
    return any[random.nextInt(any.length)];
  }

  private Bytes bytes(int length) {
    return Bytes.generate(length, random::nextBytes);
  }
}
