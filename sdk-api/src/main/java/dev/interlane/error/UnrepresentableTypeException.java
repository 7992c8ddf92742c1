package dev.interlane.error;

/**
 * A type of the neutral model does not exist on the VM it should be encoded for. Met when a codec
 * is made for the type, before any value is encoded.
 */
public final class UnrepresentableTypeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String vm;
  private final String path;

  /**
   * The refusal of a type.
   *
   * @param vm the VM that lacks it, such as {@code EVM}
   * @param path the part of the whole type, such as {@code [1].amount}; empty for the whole
   * @param detail the type, why it is refused and what to use instead
   */
  public UnrepresentableTypeException(String vm, String path, String detail) {
    super(vm + " cannot represent " + (path.isEmpty() ? "" : path + ", ") + detail);
    this.vm = vm;
    this.path = path;
  }

  /** The VM that lacks the type. */
  public String vm() {
    return vm;
  }

  /** The part of the whole type, such as {@code [1].amount}; empty for the whole. */
  public String path() {
    return path;
  }
}
