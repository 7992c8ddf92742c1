package dev.interlane.publisher;

import dev.interlane.publisher.SinkAnswer.Accepted;
import dev.interlane.publisher.SinkAnswer.Refused;
import dev.interlane.publisher.SinkAnswer.Unavailable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes receipts to a Kafka topic, each acknowledged by all replicas in sync before the next.
 * Needs {@code org.apache.kafka:kafka-clients} on the class path. For one thread at a time.
 *
 * <p>The value is the publication's body; header {@code idempotency-key} is its key, by which a
 * reader tells what it has had: the producer's own idempotence holds within one run of it, not over
 * a crash.
 */
public final class KafkaSink implements ReceiptSink {
  /** The header that names the outcome. */
  public static final String KEY_HEADER = "idempotency-key";

  private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

  /** Beyond the producer's own bound, which tells more: it is for a producer that hangs. */
  private static final Duration SLACK = Duration.ofSeconds(5);

  private static final int DEFAULT_DELIVERY_TIMEOUT_MS = 120_000;

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final KafkaRecordKey key;
  private final Duration patience;

  KafkaSink(
      Producer<byte[], byte[]> producer, String topic, KafkaRecordKey key, Duration patience) {
    this.producer = producer;
    this.topic = topic;
    this.key = key;
    this.patience = patience;
  }

  /**
   * A sink with a producer of its own.
   *
   * @param properties of the producer, {@code bootstrap.servers} at least; idempotence and {@code
   *     acks=all} are set here and may not be set otherwise
   */
  public static KafkaSink connect(
      Map<String, String> properties, String topic, KafkaRecordKey key) {
    if (topic.isBlank()) {
      throw new IllegalArgumentException("A topic's name must not be blank");
    }
    Map<String, Object> all = new TreeMap<>(properties);
    demand(all, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, List.of("true"));
    demand(all, ProducerConfig.ACKS_CONFIG, List.of("all", "-1"));
    String bound =
        properties.getOrDefault(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            Integer.toString(DEFAULT_DELIVERY_TIMEOUT_MS));
    ByteArraySerializer asItIs = new ByteArraySerializer();
    return new KafkaSink(
        new KafkaProducer<>(all, asItIs, asItIs),
        topic,
        key,
        Duration.ofMillis(Integer.parseInt(bound)).plus(SLACK));
  }

  private static void demand(Map<String, Object> properties, String name, List<String> allowed) {
    Object given = properties.putIfAbsent(name, allowed.getFirst());
    if (given != null && !allowed.contains(given)) {
      throw new IllegalArgumentException(
          "A receipt must not be lost: %s has to be %s, got '%s'"
              .formatted(name, allowed.getFirst(), given));
    }
  }

  @Override
  public SinkAnswer publish(Publication publication) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topic,
            null,
            key.of(publication.receipt()).getBytes(StandardCharsets.UTF_8),
            publication.body().toArray(),
            List.of(
                new RecordHeader(KEY_HEADER, publication.key().getBytes(StandardCharsets.UTF_8))));
    try {
      producer.send(record).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Accepted();
    } catch (ExecutionException failed) {
      return answer(failed.getCause() == null ? failed : failed.getCause());
    } catch (TimeoutException late) {
      return new Unavailable("Kafka did not answer within " + patience, Optional.empty());
    } catch (InterruptedException | InterruptException stop) {
      Thread.currentThread().interrupt();
      return new Unavailable("interrupted", Optional.empty());
    } catch (ApiException failed) {
      return answer(failed);
    }
  }

  private SinkAnswer answer(Throwable failure) {
    String reason = "topic '" + topic + "': " + failure;
    // What a broker says for good: too large, not allowed, no such topic.
    return failure instanceof ApiException && !(failure instanceof RetriableException)
        ? new Refused(reason)
        : new Unavailable(reason, Optional.empty());
  }

  @Override
  public void close() {
    producer.close(CLOSE_BOUND);
  }
}
