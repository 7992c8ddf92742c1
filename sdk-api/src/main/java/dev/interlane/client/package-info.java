/** What a backend calls: send, follow and steer messages. */
@NullMarked
package dev.interlane.client;

import org.jspecify.annotations.NullMarked;
