package dev.interlane.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.interlane.publisher.SinkAnswer.Accepted;
import dev.interlane.publisher.SinkAnswer.Refused;
import dev.interlane.publisher.SinkAnswer.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The client library's own producer without a broker, and its real one without an answer. */
class KafkaSinkTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Test
  void writesTheReceiptUnderItsLaneOrItsMessage() {
    MockProducer<byte[], byte[]> producer = producer();
    Publication publication = Publications.at(7);

    assertThat(sink(producer, KafkaRecordKey.LANE).publish(publication))
        .isInstanceOf(Accepted.class);
    assertThat(sink(producer, KafkaRecordKey.MESSAGE_ID).publish(publication))
        .isInstanceOf(Accepted.class);

    ProducerRecord<byte[], byte[]> byLane = producer.history().get(0);
    ProducerRecord<byte[], byte[]> byMessage = producer.history().get(1);
    assertThat(byLane.topic()).isEqualTo("receipts");
    assertThat(text(byLane.key()))
        .isEqualTo(publication.receipt().envelope().lane().id().toString());
    assertThat(text(byMessage.key())).isEqualTo(publication.receipt().id().toString());
    assertThat(byLane.value()).isEqualTo(publication.body().toArray());
    assertThat(text(byLane.headers().lastHeader(KafkaSink.KEY_HEADER).value()))
        .isEqualTo(publication.key());
  }

  @Test
  void tellsWhatABrokerRefusesFromWhatItCannotDoNow() {
    assertThat(failing(new RecordTooLargeException("too large"))).isInstanceOf(Refused.class);
    assertThat(failing(new TopicAuthorizationException("receipts"))).isInstanceOf(Refused.class);
    assertThat(failing(new NotEnoughReplicasException("1 of 2"))).isInstanceOf(Unavailable.class);
  }

  @Test
  void anInterruptionEndsTheWait() {
    MockProducer<byte[], byte[]> silent =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    Thread.currentThread().interrupt();

    assertThat(sink(silent, KafkaRecordKey.LANE).publish(Publications.at(1)))
        .isInstanceOf(Unavailable.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aBrokerThatIsAwayIsAskedAgain() {
    Map<String, String> nobodyThere =
        Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", "50");

    try (KafkaSink sink = KafkaSink.connect(nobodyThere, "receipts", KafkaRecordKey.LANE)) {
      assertThat(sink.publish(Publications.at(1))).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void refusesAProducerThatMayLoseReceipts() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> connect("acks", "1"))
        .withMessageContaining("acks has to be all, got '1'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> connect("enable.idempotence", "false"))
        .withMessageContaining("enable.idempotence has to be true");
  }

  private static KafkaSink connect(String name, String value) {
    return KafkaSink.connect(
        Map.of("bootstrap.servers", "127.0.0.1:1", name, value), "receipts", KafkaRecordKey.LANE);
  }

  private static SinkAnswer failing(RuntimeException failure) {
    MockProducer<byte[], byte[]> producer =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    Thread broker =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!producer.errorNext(failure)) {
                    Thread.onSpinWait();
                  }
                });
    try {
      return sink(producer, KafkaRecordKey.LANE).publish(Publications.at(1));
    } finally {
      broker.interrupt();
    }
  }

  private static MockProducer<byte[], byte[]> producer() {
    return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static KafkaSink sink(MockProducer<byte[], byte[]> producer, KafkaRecordKey key) {
    return new KafkaSink(producer, "receipts", key, PATIENCE);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
