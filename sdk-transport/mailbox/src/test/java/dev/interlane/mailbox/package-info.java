/** Tests of the Hyperlane protocol. */
@NullMarked
package dev.interlane.mailbox;

import org.jspecify.annotations.NullMarked;
