package dev.interlane.message;

import dev.interlane.chain.ChainId;
import java.util.Objects;

/**
 * From which chain to which.
 *
 * @param origin where the message is dispatched
 * @param destination where it is executed
 */
public record Route(ChainId origin, ChainId destination) {
  public Route {
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(destination, "destination");
  }

  @Override
  public String toString() {
    return origin + " -> " + destination;
  }
}
