package dev.interlane.explorer;

import dev.interlane.chain.BlockRef;
import dev.interlane.primitive.Bytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A run as one file: everything is in it, nothing is fetched, and what messages contain cannot
 * become markup or code. Immutable.
 */
public final class ExplorerPage {
  private static final int MESSAGES_PER_CHUNK = 100;

  private final ExplorerRun run;

  private ExplorerPage(ExplorerRun run) {
    this.run = run;
  }

  /** The page of a run. */
  public static ExplorerPage of(ExplorerRun run) {
    return new ExplorerPage(run);
  }

  /** The page in UTF-8, of about 2 KB a message. */
  public Bytes html() {
    List<ExplorerMessage> messages =
        run.messages().stream()
            .sorted(
                Comparator.comparing((ExplorerMessage message) -> message.summary().acceptedAt())
                    .thenComparing(ExplorerMessage::id))
            .toList();
    Map<BlockRef, Instant> times = new HashMap<>();
    run.blocks().forEach(block -> times.put(block.block(), block.at()));
    List<PageParts.Segment> segments = new ArrayList<>();
    segments.add(PageParts.Segment.of("run", head()));
    segments.add(
        PageParts.Segment.of(
            "messages",
            messages.stream()
                .map(
                    message ->
                        MessageRow.of(
                            message.summary(),
                            message.receipt(),
                            block -> Optional.ofNullable(times.get(block))))
                .toList()));
    for (int from = 0; from < messages.size(); from += MESSAGES_PER_CHUNK) {
      int to = Math.min(from + MESSAGES_PER_CHUNK, messages.size());
      segments.add(
          PageParts.Segment.of(
              "detail" + from / MESSAGES_PER_CHUNK,
              messages.subList(from, to).stream().map(MessageDetail::of).toList()));
    }
    return Bytes.of(PageParts.page(PageParts.Connection.NONE, segments));
  }

  private Map<String, Object> head() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("title", run.title());
    fields.put("subtitle", run.subtitle());
    fields.put("live", false);
    fields.put("chunk", MESSAGES_PER_CHUNK);
    fields.put("blocks", blocks());
    fields.put("marks", run.marks().stream().map(ExplorerPage::mark).toList());
    return fields;
  }

  /** Heights and times by chain. */
  private Map<String, List<long[]>> blocks() {
    Map<String, List<long[]>> blocks = new TreeMap<>();
    for (ExplorerBlock block : run.blocks()) {
      blocks
          .computeIfAbsent(block.block().chain().toString(), unused -> new ArrayList<>())
          .add(new long[] {block.block().height(), block.at().toEpochMilli()});
    }
    return blocks;
  }

  private static Map<String, Object> mark(ExplorerMark mark) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", mark.at().toEpochMilli());
    fields.put("kind", mark.kind());
    mark.chain().ifPresent(chain -> fields.put("chain", chain));
    mark.message().ifPresent(id -> fields.put("message", id));
    fields.put("text", mark.text());
    return fields;
  }
}
