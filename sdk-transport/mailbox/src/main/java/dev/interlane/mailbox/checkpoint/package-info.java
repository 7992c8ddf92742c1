/**
 * What Hyperlane's validators sign about an origin, where they publish it, and a validator. A
 * checkpoint says which message is at which place of the origin's tree, and the root after it.
 */
@NullMarked
package dev.interlane.mailbox.checkpoint;

import org.jspecify.annotations.NullMarked;
