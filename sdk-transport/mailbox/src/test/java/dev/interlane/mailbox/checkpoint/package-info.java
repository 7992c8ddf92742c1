/** Tests of checkpoints and validators. */
@NullMarked
package dev.interlane.mailbox.checkpoint;

import org.jspecify.annotations.NullMarked;
