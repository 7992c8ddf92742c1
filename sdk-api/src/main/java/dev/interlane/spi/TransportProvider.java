package dev.interlane.spi;

/**
 * Makes a transport with its default options, so that it can be chosen by name. Found by {@link
 * java.util.ServiceLoader}.
 */
public interface TransportProvider {
  /** The transport's name. */
  String name();

  /** The transport with its default options. */
  Transport create();
}
