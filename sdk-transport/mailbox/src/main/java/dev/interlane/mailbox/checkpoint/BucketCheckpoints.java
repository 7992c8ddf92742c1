package dev.interlane.mailbox.checkpoint;

import dev.interlane.mailbox.Unsigned32;
import dev.interlane.mailbox.web.StrangersWeb;
import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The checkpoints of one validator in a bucket that anybody may read, in the layout of Hyperlane's
 * agents:
 *
 * <pre>
 *                 s3://                            gs://
 * checkpoint i    checkpoint_i_with_id.json        checkpoint_i_with_id.json
 * newest index    checkpoint_latest_index.json     gcsLatestIndexKey
 * reorg flag      reorg_flag.json                  gcsReorgFlagKey
 * </pre>
 */
final class BucketCheckpoints implements CheckpointReader {
  private final StrangersWeb web;
  private final String folder;
  private final Names names;

  /**
   * @param folder the URL of the folder, with a slash at its end
   */
  BucketCheckpoints(StrangersWeb web, String folder, Names names) {
    this.web = web;
    this.folder = folder;
    this.names = names;
  }

  @Override
  public OptionalLong latestIndex() {
    Optional<Bytes> content = get(names.index, LatestIndex.MAX_BYTES);
    return content.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(LatestIndex.read(content.get(), names.index));
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint(long index) {
    String name = "checkpoint_" + Unsigned32.check("index", index) + "_with_id.json";
    return get(name, CheckpointJson.MAX_BYTES).map(SignedCheckpoint::fromJson);
  }

  @Override
  public boolean isReorgFlagged() {
    return get(names.reorgFlag, REORG_FLAG_MAX_BYTES).isPresent();
  }

  private Optional<Bytes> get(String name, int maxBytes) {
    String url = folder + name;
    try {
      return web.get(URI.create(url), maxBytes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "Cannot read " + url + ": " + unreadable.getMessage(), unreadable);
    }
  }

  @Override
  public String toString() {
    return folder;
  }

  /** How a kind of bucket names what is not a checkpoint. */
  enum Names {
    S3("checkpoint_latest_index.json", "reorg_flag.json"),
    GCS("gcsLatestIndexKey", "gcsReorgFlagKey");

    private final String index;
    private final String reorgFlag;

    Names(String index, String reorgFlag) {
      this.index = index;
      this.reorgFlag = reorgFlag;
    }
  }
}
