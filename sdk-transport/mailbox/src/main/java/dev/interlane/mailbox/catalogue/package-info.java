/** Which chains Hyperlane is on, and where. */
@NullMarked
package dev.interlane.mailbox.catalogue;

import org.jspecify.annotations.NullMarked;
