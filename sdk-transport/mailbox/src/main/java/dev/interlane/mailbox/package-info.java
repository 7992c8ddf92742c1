/** The Hyperlane protocol over any chain port. */
@NullMarked
package dev.interlane.mailbox;

import org.jspecify.annotations.NullMarked;
