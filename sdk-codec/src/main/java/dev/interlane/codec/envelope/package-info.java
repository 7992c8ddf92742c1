/**
 * The canonical byte form of envelopes, the identity that follows from it, and what ERC-7786 makes
 * of an envelope. The layout is {@code envelope.proto}, the rules are docs/spec/envelope.md.
 */
@NullMarked
package dev.interlane.codec.envelope;

import org.jspecify.annotations.NullMarked;
