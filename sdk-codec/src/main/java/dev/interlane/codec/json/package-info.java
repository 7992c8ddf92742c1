/**
 * The API's types as JSON, by one Jackson module. Bytes are {@code 0x} hex, ids and addresses their
 * standard text, big numbers decimal strings, sealed types carry their case in {@code type}.
 */
@NullMarked
package dev.interlane.codec.json;

import org.jspecify.annotations.NullMarked;
