package dev.interlane.mailbox.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.chain.EvmAddress;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.HyperlaneVectors;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import java.math.BigInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class CheckpointTest {
  @ParameterizedTest
  @MethodSource("checkpoints")
  void hashesAsTheContractsDo(HyperlaneVectors.Case vector) {
    JsonNode node = vector.get("checkpoint");
    Checkpoint checkpoint = checkpoint(node);

    assertThat(Checkpoint.domainHash(checkpoint.origin(), checkpoint.hook()))
        .isEqualTo(HyperlaneVectors.word(node, "domain_hash"));
    assertThat(checkpoint.signingHash()).isEqualTo(HyperlaneVectors.word(node, "signing_hash"));
    assertThat(checkpoint.digest()).isEqualTo(HyperlaneVectors.word(node, "eip191_digest"));
  }

  @ParameterizedTest
  @MethodSource("checkpoints")
  void recoversAndReproducesEverySignature(HyperlaneVectors.Case vector) {
    Checkpoint checkpoint = checkpoint(vector.get("checkpoint"));
    JsonNode validators = HyperlaneVectors.file("deployment.json").get("validators");

    for (JsonNode each : vector.get("signatures")) {
      Signature signature =
          new Signature(
              HyperlaneVectors.word(each, "r"),
              HyperlaneVectors.word(each, "s"),
              each.get("v").intValue() - 27);
      SignedCheckpoint signed = new SignedCheckpoint(checkpoint, signature);
      EvmAddress validator = EvmAddress.parse(each.get("validator").stringValue());
      PrivateKey key = key(validators, validator);

      assertThat(signed.signer()).contains(validator);
      assertThat(Secp256k1.sign(checkpoint.digest(), key)).isEqualTo(signature);
      assertThat(signature.toRsv()).isEqualTo(HyperlaneVectors.bytes(each, "serialized"));
    }
  }

  static Stream<HyperlaneVectors.Case> checkpoints() {
    return Stream.of("multisig_message_id.json", "multisig_merkle_root.json")
        .flatMap(HyperlaneVectors::cases);
  }

  @Test
  void hashesDomainsAsHyperlanesOwnVector() {
    for (JsonNode each : HyperlaneVectors.official("domainHash.json")) {
      assertThat(
              Checkpoint.domainHash(
                  each.get("domain").longValue(), HyperlaneVectors.word(each, "mailbox")))
          .isEqualTo(HyperlaneVectors.word(each, "expectedDomainHash"));
    }
  }

  @Test
  void announcesAsTheContractAccepts() {
    JsonNode file = HyperlaneVectors.file("announce.json");
    DomainAccount mailbox =
        DomainAccount.of(
            file.get("domain").longValue(), EvmAddress.parse(file.get("mailbox").stringValue()));
    for (JsonNode each : file.get("cases")) {
      Announcement announcement =
          new Announcement(mailbox, each.get("storageLocation").stringValue());
      Bytes signature = HyperlaneVectors.bytes(each, "signature");

      assertThat(announcement.domainHash()).isEqualTo(HyperlaneVectors.word(each, "domainHash"));
      assertThat(announcement.signingHash()).isEqualTo(HyperlaneVectors.word(each, "signingHash"));
      assertThat(announcement.digest()).isEqualTo(HyperlaneVectors.word(each, "eip191Digest"));
      assertThat(
              Secp256k1.recover(
                  announcement.digest(),
                  new Signature(
                      Bytes32.of(signature.slice(0, 32)),
                      Bytes32.of(signature.slice(32, 32)),
                      signature.get(64) - 27)))
          .contains(EvmAddress.parse(each.get("validator").stringValue()));
    }
  }

  @Test
  void anyOtherStatementHasAnotherDigest() {
    Bytes32 other = Bytes32.leftPad(Bytes.fromHex("0x99"));
    Checkpoint signed = checkpoint(checkpoints().findFirst().orElseThrow().get("checkpoint"));

    assertThat(
            Stream.of(
                new Checkpoint(
                    signed.origin() + 1,
                    signed.hook(),
                    signed.root(),
                    signed.index(),
                    signed.messageId()),
                new Checkpoint(
                    signed.origin(), other, signed.root(), signed.index(), signed.messageId()),
                new Checkpoint(
                    signed.origin(), signed.hook(), other, signed.index(), signed.messageId()),
                new Checkpoint(
                    signed.origin(),
                    signed.hook(),
                    signed.root(),
                    signed.index() + 1,
                    signed.messageId()),
                new Checkpoint(
                    signed.origin(), signed.hook(), signed.root(), signed.index(), other)))
        .map(Checkpoint::digest)
        .doesNotContain(signed.digest())
        .doesNotHaveDuplicates();
  }

  @Test
  void aMalleableTwinHasNoSigner() {
    BigInteger order =
        new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);
    Checkpoint checkpoint = checkpoint(checkpoints().findFirst().orElseThrow().get("checkpoint"));
    PrivateKey key = PrivateKey.fromHex("01".repeat(32));
    Signature low = Secp256k1.sign(checkpoint.digest(), key);
    Signature high =
        new Signature(
            low.r(), Bytes32.ofUnsigned(order.subtract(low.s().toUnsigned())), 1 - low.yParity());

    assertThat(new SignedCheckpoint(checkpoint, low).signer()).contains(key.address());
    assertThat(new SignedCheckpoint(checkpoint, high).signer()).isEmpty();
  }

  static Checkpoint checkpoint(JsonNode node) {
    return new Checkpoint(
        node.get("origin_domain").longValue(),
        HyperlaneVectors.word(node, "merkle_tree_hook_bytes32"),
        HyperlaneVectors.word(node, "root"),
        node.get("index").longValue(),
        HyperlaneVectors.word(node, "message_id"));
  }

  private static PrivateKey key(JsonNode validators, EvmAddress address) {
    return validators
        .valueStream()
        .filter(each -> EvmAddress.parse(each.get("address").stringValue()).equals(address))
        .map(each -> PrivateKey.fromHex(each.get("testPrivateKey").stringValue()))
        .findFirst()
        .orElseThrow();
  }
}
