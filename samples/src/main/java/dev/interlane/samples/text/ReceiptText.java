package dev.interlane.samples.text;

import dev.interlane.chain.Inclusion;
import dev.interlane.receipt.AcceptedUnder;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.Evidence;
import dev.interlane.receipt.Fee;
import dev.interlane.receipt.Moment;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.samples.Paint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A receipt and its evidence as lines for people. */
public final class ReceiptText {
  private final Paint paint;

  /** Receipts in these colours. */
  public ReceiptText(Paint paint) {
    this.paint = paint;
  }

  /** What was checked, and who is trusted. */
  public List<String> evidence(DeliveryReceipt receipt) {
    List<String> lines = new ArrayList<>();
    receipt
        .evidence()
        .ifPresentOrElse(
            evidence -> describe(evidence, "", lines),
            () -> lines.add("none: the message was not proven to us"));
    receipt.acceptedUnder().ifPresent(accepted -> lines.add(acceptance(accepted)));
    return lines;
  }

  /** A line per field. */
  public List<String> receipt(DeliveryReceipt receipt) {
    List<String> lines = new ArrayList<>();
    lines.add(field("message", receipt.id().toString()));
    lines.add(
        field(
            "call",
            receipt.envelope().function().isEmpty() ? "payload" : receipt.envelope().function()));
    lines.add(field("sender", receipt.envelope().sender().toString()));
    lines.add(field("recipient", receipt.envelope().recipient().toString()));
    lines.add(field("transport", receipt.transport()));
    lines.add(field("dispatch", receipt.dispatch().map(ReceiptText::place).orElse("in no block")));
    lines.add(field("execution", receipt.delivery().map(ReceiptText::place).orElse("in no block")));
    for (ProtocolId id : receipt.protocolIds()) {
      lines.add(field("id", id.protocol() + " " + id.role() + " " + id.value()));
    }
    lines.add(
        field("once per", receipt.replayScope().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    for (Fee fee : receipt.costs()) {
      lines.add(field("paid", amount(fee) + " on " + fee.chain() + " for " + fee.purpose()));
    }
    receipt
        .outcomeIfKnown()
        .ifPresent(outcome -> lines.add(field("outcome", Moment.outcome(outcome))));
    return lines;
  }

  private void describe(Evidence evidence, String indent, List<String> lines) {
    lines.add(indent + field("kind", Moment.evidence(evidence) + " (" + evidence.protocol() + ")"));
    if (evidence instanceof Evidence.Quorum quorum) {
      lines.add(
          indent
              + field(
                  "signers",
                  quorum.signers().stream()
                      .map(signer -> signer.address())
                      .collect(Collectors.joining(", "))));
    }
    if (evidence instanceof Evidence.Proof proof) {
      lines.add(indent + field("proven", proof.statement()));
    }
    lines.add(indent + field("checked", evidence.checked()));
    lines.add(indent + field("trusted", evidence.trusted()));
    lines.add(
        indent
            + field("raw", evidence.raw().isEmpty() ? "none" : evidence.raw().length() + " bytes"));
    if (evidence instanceof Evidence.Composite composite) {
      composite.legs().forEach(leg -> describe(leg, indent + "  ", lines));
    }
  }

  /** What the recipient asked for when it was executed, beside what the proof was made for. */
  private String acceptance(AcceptedUnder accepted) {
    String block = "block " + accepted.block().height();
    return field(
        "in force",
        switch (accepted.match()) {
          case AS_PROVEN -> "in " + block + ", as proven: " + accepted.rule();
          case OTHER_THAN_PROVEN -> "in " + block + ", NOT as proven: " + accepted.rule();
          case NEVER_PROVEN -> "in " + block + ": " + accepted.rule();
          case CHANGED_IN_THE_BLOCK -> "changed in " + block + ": " + accepted.rule();
          case UNKNOWN -> "unknown for " + block + ": " + accepted.rule();
        });
  }

  private String field(String name, String value) {
    return paint.quiet(String.format(Locale.ROOT, "%-10s", name)) + " " + value;
  }

  private static String place(Inclusion inclusion) {
    return "block " + inclusion.block().height() + ", tx " + inclusion.transaction().hash();
  }

  /** An amount in whole coins, or in units of a token. */
  public static String amount(Fee fee) {
    return fee.asset().equals(Fee.NATIVE)
        ? new BigDecimal(fee.amount(), 18).stripTrailingZeros().toPlainString() + " coins"
        : fee.amount() + " of " + fee.asset();
  }
}
