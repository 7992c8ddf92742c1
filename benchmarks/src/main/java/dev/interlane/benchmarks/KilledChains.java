package dev.interlane.benchmarks;

import dev.interlane.message.MessageId;
import dev.interlane.primitive.Bytes;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two chains that outlive the processes that are killed: time passes on them whatever happens. */
interface KilledChains extends AutoCloseable {
  /** What a vault says when it has executed a message; the id is the second topic. */
  Bytes32 EXECUTED = Keccak256.hash(Bytes.fromUtf8("Executed(bytes32,uint32,bytes32,bytes4)"));

  /** What {@link ChildChains} of another process is told. */
  List<String> arguments();

  /** The messages executed by the vault, in that order. */
  List<Bytes32> executed();

  @Override
  void close();

  /** How many of these messages were executed more than once. */
  default int executedTwice(Collection<MessageId> messages) {
    Map<Bytes32, Integer> times = new HashMap<>();
    executed().forEach(id -> times.merge(id, 1, Integer::sum));
    return (int) messages.stream().filter(id -> times.getOrDefault(id.value(), 0) > 1).count();
  }

  /** How many were executed before an earlier one of the ordered lane. */
  default int outOfOrder(Map<Integer, MessageId> messages, int orderedEvery) {
    Map<Bytes32, Integer> numbers = new HashMap<>();
    messages.forEach(
        (number, id) -> {
          if (number % orderedEvery == 0) {
            numbers.put(id.value(), number);
          }
        });
    int highest = -1;
    int wrong = 0;
    for (Bytes32 id : executed()) {
      int number = numbers.getOrDefault(id, -1);
      wrong += number >= 0 && number < highest ? 1 : 0;
      highest = Math.max(highest, number);
    }
    return wrong;
  }
}
