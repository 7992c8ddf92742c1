package dev.interlane.benchmarks;

/** A plain copy of the calldata: nothing that writes into a fresh array can be faster. */
final class CopySubject implements CodecSubject {
  private final byte[] array;

  CopySubject(CodecPayload payload) {
    array = new AbiSubject(payload).encoded().toArray();
  }

  @Override
  public Object encode() {
    return array.clone();
  }

  @Override
  public Object decode() {
    return array.clone();
  }

  @Override
  public int encodedBytes() {
    return array.length;
  }
}
