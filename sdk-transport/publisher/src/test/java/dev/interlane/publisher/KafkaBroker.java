package dev.interlane.publisher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One real broker, its own controller, on loopback; its topics outlive a stop. */
final class KafkaBroker implements AutoCloseable {
  private static final String CONTROLLER = "CONTROLLER";
  private static final String HOST = "127.0.0.1";

  private final Properties settings = new Properties();
  private final String address;
  private KafkaRaftServer server;

  private KafkaBroker(Path directory, int maxMessageBytes) throws Exception {
    int port = freePort();
    int controllerPort = freePort();
    address = HOST + ":" + port;
    settings.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            "1",
            "controller.quorum.voters",
            "1@" + HOST + ":" + controllerPort,
            "controller.listener.names",
            CONTROLLER,
            "listeners",
            "PLAINTEXT://" + address + "," + CONTROLLER + "://" + HOST + ":" + controllerPort,
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
            "log.dirs",
            directory.toString(),
            "message.max.bytes",
            Integer.toString(maxMessageBytes)));
    new Formatter()
        .setClusterId(Uuid.randomUuid().toString())
        .setNodeId(1)
        .setControllerListenerName(CONTROLLER)
        .setMetadataLogDirectory(directory.toString())
        .setDirectories(List.of(directory.toString()))
        .run();
    start();
  }

  static KafkaBroker start(Path directory, int maxMessageBytes) throws Exception {
    return new KafkaBroker(directory, maxMessageBytes);
  }

  /** Host and port, the same after a new start. */
  String address() {
    return address;
  }

  void start() {
    server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
  }

  void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** All that the topic's only partition holds, oldest first. */
  List<ConsumerRecord<byte[], byte[]>> read(String topic) {
    TopicPartition only = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", address),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      reader.assign(List.of(only));
      reader.seekToBeginning(List.of(only));
      long end = reader.endOffsets(List.of(only)).getOrDefault(only, 0L);
      List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
      while (reader.position(only) < end) {
        reader.poll(Duration.ofSeconds(1)).forEach(read::add);
      }
      return read;
    }
  }

  @Override
  public void close() {
    stop();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
