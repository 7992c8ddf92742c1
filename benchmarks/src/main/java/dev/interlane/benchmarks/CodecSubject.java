package dev.interlane.benchmarks;

/** One library with one payload, ready to be measured. */
interface CodecSubject {
  /** Encodes the payload. */
  Object encode();

  /** Decodes what {@link #encode} gave. */
  Object decode();

  /** The bytes of the encoding. */
  int encodedBytes();
}
