package dev.interlane.codec.evm;

import dev.interlane.primitive.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The custom errors that revert data is explained with. Immutable.
 *
 * <pre>{@code
 * KnownErrors errors = KnownErrors.standard().with(SolidityAbi.parse(json).errors());
 * String why = errors.explain(revertData);
 * }</pre>
 */
public final class KnownErrors {
  private static final String RESOURCE = "known-errors.txt";
  private static final int SELECTOR_BYTES = 4;

  private final Map<Bytes, AbiError> bySelector;

  private KnownErrors(Map<Bytes, AbiError> bySelector) {
    this.bySelector = bySelector;
  }

  /** Those of our contracts, of Hyperlane's, of ERC-6093 and of OpenZeppelin. */
  public static KnownErrors standard() {
    return Standard.ERRORS;
  }

  /** These as well; where a selector is the same, the new one is meant. */
  public KnownErrors with(List<AbiError> more) {
    Map<Bytes, AbiError> all = new LinkedHashMap<>(bySelector);
    more.forEach(error -> all.put(error.selector(), error));
    return new KnownErrors(all);
  }

  /** Revert data in words, as {@link AbiError#explain} says it. */
  public String explain(Bytes revertData) {
    AbiError error =
        revertData.length() < SELECTOR_BYTES
            ? null
            : bySelector.get(revertData.slice(0, SELECTOR_BYTES));
    return error == null ? AbiError.explain(revertData) : AbiError.explain(revertData, error);
  }

  private static final class Standard {
    static final KnownErrors ERRORS = new KnownErrors(Map.of()).with(read());

    private static List<AbiError> read() {
      try (InputStream in =
          Objects.requireNonNull(KnownErrors.class.getResourceAsStream(RESOURCE), RESOURCE)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(AbiError::parse)
            .toList();
      } catch (IOException unreadable) {
        throw new UncheckedIOException("Cannot read " + RESOURCE, unreadable);
      }
    }
  }
}
