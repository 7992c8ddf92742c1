package dev.interlane.explorer;

import dev.interlane.chain.BlockRef;
import dev.interlane.chain.Inclusion;
import dev.interlane.chain.TransactionRef;
import dev.interlane.client.MessageSummary;
import dev.interlane.receipt.DeliveryEvent;
import dev.interlane.receipt.DeliveryReceipt;
import dev.interlane.receipt.ProtocolId;
import dev.interlane.receipt.TimelineEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A message as the picture and the list need it: what is drawn, filtered and searched, and nothing
 * more. Times are milliseconds since 1970.
 */
final class MessageRow {
  private final Function<BlockRef, Optional<Instant>> blockTimes;
  private final Set<String> transactions = new LinkedHashSet<>();
  private final List<Map<String, Object>> reorgs = new ArrayList<>();
  private @Nullable Instant dispatchedAt;
  private @Nullable Instant provenAt;
  private @Nullable Instant deliveredAt;
  private @Nullable Instant endedAt;

  private MessageRow(Function<BlockRef, Optional<Instant>> blockTimes) {
    this.blockTimes = blockTimes;
  }

  /**
   * The row's fields by name, in order.
   *
   * @param blockTimes the times of blocks, as far as they are known
   */
  static Map<String, Object> of(
      MessageSummary summary,
      DeliveryReceipt receipt,
      Function<BlockRef, Optional<Instant>> blockTimes) {
    return new MessageRow(blockTimes).fields(summary, receipt);
  }

  private Map<String, Object> fields(MessageSummary summary, DeliveryReceipt receipt) {
    receipt.timeline().forEach(this::read);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", summary.id());
    fields.put("standing", summary.standing());
    fields.put("sender", summary.sender());
    fields.put("recipient", summary.recipient());
    fields.put("transport", summary.transport());
    fields.put("sequence", summary.laneSequence());
    fields.put("ordering", receipt.envelope().ordering());
    fields.put("function", receipt.envelope().function());
    summary.idempotencyKey().ifPresent(key -> fields.put("key", key));
    fields.put("reason", summary.reason());
    summary.actor().ifPresent(actor -> fields.put("actor", actor));
    fields.put("accepted", summary.acceptedAt().toEpochMilli());
    receipt.dispatch().ifPresent(in -> fields.put("dispatch", place(in, dispatchedAt)));
    put(fields, "proven", provenAt);
    receipt.delivery().ifPresent(in -> fields.put("delivery", place(in, deliveredAt)));
    put(fields, "ended", endedAt);
    fields.put("moved", last(summary, receipt).toEpochMilli());
    fields.put("reorgs", reorgs);
    fields.put("transactions", transactions);
    fields.put("ids", receipt.protocolIds().stream().map(ProtocolId::value).toList());
    return fields;
  }

  private static Instant last(MessageSummary summary, DeliveryReceipt receipt) {
    return receipt.timeline().isEmpty() ? summary.acceptedAt() : receipt.timeline().getLast().at();
  }

  private void read(TimelineEntry entry) {
    switch (entry.event()) {
      case DeliveryEvent.DispatchSubmitted submitted -> add(submitted.transaction());
      case DeliveryEvent.DispatchIncluded included -> {
        add(included.inclusion().transaction());
        dispatchedAt = entry.at();
      }
      case DeliveryEvent.DispatchReorged gone -> reorgs.add(reorg(entry, gone.removed()));
      case DeliveryEvent.ProofAccepted proof -> provenAt = entry.at();
      case DeliveryEvent.ProofVoided voided -> provenAt = null;
      case DeliveryEvent.StepSubmitted submitted -> add(submitted.transaction());
      case DeliveryEvent.DeliverySubmitted submitted -> add(submitted.transaction());
      case DeliveryEvent.DeliverySeen seen -> {
        add(seen.inclusion().transaction());
        deliveredAt = entry.at();
      }
      case DeliveryEvent.DeliveryReorged gone -> reorgs.add(reorg(entry, gone.removed()));
      case DeliveryEvent.Concluded concluded -> endedAt = entry.at();
      case DeliveryEvent.Accepted accepted -> {}
      case DeliveryEvent.DispatchReverted reverted -> add(reverted.inclusion().transaction());
      case DeliveryEvent.DispatchFinalityRose rose -> {}
      case DeliveryEvent.StepReverted reverted -> add(reverted.inclusion().transaction());
      case DeliveryEvent.DeliveryReverted reverted -> add(reverted.inclusion().transaction());
      case DeliveryEvent.DeliveryFinalityRose rose -> {}
      case DeliveryEvent.AttemptFailed failed -> {}
      case DeliveryEvent.Parked parked -> {}
      case DeliveryEvent.Resumed resumed -> {}
      case DeliveryEvent.CancelRequested cancel -> {}
    }
  }

  private void add(TransactionRef transaction) {
    transactions.add(transaction.hash().toHex());
  }

  private static Map<String, Object> reorg(TimelineEntry entry, BlockRef removed) {
    return Map.of(
        "at",
        entry.at().toEpochMilli(),
        "chain",
        removed.chain().toString(),
        "height",
        removed.height());
  }

  /** At the block's own time, or when we learnt of it. */
  private Map<String, Object> place(Inclusion inclusion, @Nullable Instant learntAt) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Optional<Instant> own = blockTimes.apply(inclusion.block());
    Instant at = own.orElse(learntAt);
    if (at != null) {
      fields.put("at", at.toEpochMilli());
    }
    fields.put("height", inclusion.block().height());
    fields.put("block", inclusion.block().hash());
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, @Nullable Instant at) {
    if (at != null) {
      fields.put(name, at.toEpochMilli());
    }
  }
}
