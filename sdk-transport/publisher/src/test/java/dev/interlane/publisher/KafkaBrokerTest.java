package dev.interlane.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.interlane.publisher.SinkAnswer.Accepted;
import dev.interlane.publisher.SinkAnswer.Refused;
import dev.interlane.publisher.SinkAnswer.Unavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts on a real broker's topic. */
class KafkaBrokerTest {
  private static final int MAX_MESSAGE_BYTES = 20_000;
  private static KafkaBroker broker;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    broker = KafkaBroker.start(directory, MAX_MESSAGE_BYTES);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void aReaderSeesEachReceiptUnderItsKeyAndInOrder() {
    List<Publication> published = List.of(Publications.at(3), Publications.at(4));

    try (KafkaSink sink = connect("in-order", Map.of())) {
      assertThat(published)
          .allSatisfy(each -> assertThat(sink.publish(each)).isInstanceOf(Accepted.class));
    }

    List<ConsumerRecord<byte[], byte[]>> read = broker.read("in-order");
    assertThat(read)
        .extracting(KafkaBrokerTest::idempotencyKey)
        .containsExactlyElementsOf(published.stream().map(Publication::key).toList());
    assertThat(read.getFirst().value()).isEqualTo(published.getFirst().body().toArray());
    assertThat(new String(read.getFirst().key(), StandardCharsets.UTF_8))
        .isEqualTo(published.getFirst().receipt().envelope().lane().id().toString());
  }

  @Test
  void aReceiptWaitsForABrokerThatIsAwayAndIsThereOnceItIsBack() {
    Map<String, String> impatient =
        Map.of(
            "max.block.ms", "2000",
            "request.timeout.ms", "1000",
            "delivery.timeout.ms", "2000",
            "linger.ms", "0");
    try (KafkaSink patient = connect("away", Map.of())) {
      assertThat(patient.publish(Publications.at(1))).isInstanceOf(Accepted.class);
      broker.stop();
      try (KafkaSink sink = connect("away", impatient)) {
        assertThat(sink.publish(Publications.at(2))).isInstanceOf(Unavailable.class);
      } finally {
        broker.start();
      }
      assertThat(patient.publish(Publications.at(2))).isInstanceOf(Accepted.class);
    }

    assertThat(broker.read("away"))
        .extracting(KafkaBrokerTest::idempotencyKey)
        .containsExactly(Publications.at(1).key(), Publications.at(2).key());
  }

  @Test
  void whatTheBrokerNeverTakesIsRefused() {
    Publication large = Publications.withContentOf(MAX_MESSAGE_BYTES);

    try (KafkaSink sink = connect("too-large", Map.of())) {
      assertThat(sink.publish(large))
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.reason()).contains("RecordTooLarge"));
    }
  }

  private static KafkaSink connect(String topic, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("bootstrap.servers", broker.address());
    return KafkaSink.connect(all, topic, KafkaRecordKey.LANE);
  }

  private static String idempotencyKey(ConsumerRecord<byte[], byte[]> record) {
    return new String(
        record.headers().lastHeader(KafkaSink.KEY_HEADER).value(), StandardCharsets.UTF_8);
  }
}
