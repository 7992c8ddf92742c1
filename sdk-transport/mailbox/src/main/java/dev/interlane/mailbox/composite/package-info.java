/** Transports made of several: a quorum that has to agree, and a fallback from one to the next. */
@NullMarked
package dev.interlane.mailbox.composite;

import org.jspecify.annotations.NullMarked;
