package dev.interlane.vectors.hyperlane;

import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.mailbox.DomainAccount;
import dev.interlane.mailbox.checkpoint.Announcement;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.spi.Signature;
import dev.interlane.vectors.Expect;
import dev.interlane.vectors.VectorCase;
import dev.interlane.vectors.VectorFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What validators announced, as the contract took it. */
public final class AnnouncementVectors extends HyperlaneFormat {
  /** For {@link java.util.ServiceLoader}. */
  public AnnouncementVectors() {
    super("announcements", "hyperlane", Set.of("announce.json"));
  }

  @Override
  public List<VectorCase> cases(VectorFile file) {
    DomainAccount mailbox =
        DomainAccount.of(
            Recorded.number(file.content(), "domain"), Recorded.address(file.content(), "mailbox"));
    return file.list("cases").stream()
        .map(
            each ->
                new VectorCase(
                    each.required("storageLocation").stringValue(), () -> check(mailbox, each)))
        .toList();
  }

  private static void check(DomainAccount mailbox, JsonNode vector) {
    Announcement announcement =
        new Announcement(mailbox, vector.required("storageLocation").stringValue());
    Expect.equal("domain hash", Recorded.word(vector, "domainHash"), announcement.domainHash());
    Expect.equal("signing hash", Recorded.word(vector, "signingHash"), announcement.signingHash());
    Expect.equal("digest", Recorded.word(vector, "eip191Digest"), announcement.digest());
    Expect.equal(
        "signer",
        Optional.of(Recorded.address(vector, "validator")),
        Secp256k1.recover(announcement.digest(), rsv(Recorded.bytes(vector, "signature"))));
  }

  private static Signature rsv(Bytes signature) {
    return new Signature(
        Bytes32.of(signature.slice(0, 32)),
        Bytes32.of(signature.slice(32, 32)),
        signature.get(64) - 27);
  }
}
