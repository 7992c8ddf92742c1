package dev.interlane.codec.execution;

import dev.interlane.chain.EvmAddress;
import dev.interlane.codec.rlp.Rlp;
import dev.interlane.codec.rlp.RlpReader;
import dev.interlane.error.CodecException;
import dev.interlane.error.DecodeReason;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import java.util.ArrayList;
import java.util.List;

/**
 * A log as a receipt holds it: emitter, topics, data.
 *
 * @param emitter the contract that wrote it
 * @param topics at most four
 * @param data the rest
 */
public record ExecutionLog(EvmAddress emitter, List<Bytes32> topics, Bytes data) {
  /** The most topics of a log. */
  public static final int MAX_TOPICS = 4;

  public ExecutionLog {
    topics = List.copyOf(topics);
    if (topics.size() > MAX_TOPICS) {
      throw new IllegalArgumentException("A log has at most 4 topics, got " + topics.size());
    }
  }

  static ExecutionLog read(RlpReader logs, String name) {
    RlpReader in = logs.list(name);
    EvmAddress emitter = EvmAddress.of(in.bytes("emitter", EvmAddress.LENGTH_BYTES));
    List<Bytes32> topics = new ArrayList<>(MAX_TOPICS);
    RlpReader topicsIn = in.list("topics");
    while (topicsIn.hasNext()) {
      if (topics.size() == MAX_TOPICS) {
        throw CodecException.at(
            DecodeReason.LIMIT, 0, name + ".topics", "a log has at most 4 topics, got more");
      }
      topics.add(Bytes32.of(topicsIn.bytes("[" + topics.size() + "]", Bytes32.LENGTH_BYTES)));
    }
    Bytes data = in.bytes("data");
    in.end();
    return new ExecutionLog(emitter, topics, data);
  }

  Bytes encode() {
    return Rlp.list(
        Rlp.bytes(emitter.toBytes()),
        Rlp.list(topics.stream().map(topic -> Rlp.bytes(topic.toBytes())).toList()),
        Rlp.bytes(data));
  }
}
