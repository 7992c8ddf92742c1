/**
 * The canonical byte form of envelopes, and the identity that follows from it. The layout is {@code
 * envelope.proto}, the rules are docs/spec/envelope.md.
 */
@NullMarked
package dev.interlane.codec.envelope;

import org.jspecify.annotations.NullMarked;
