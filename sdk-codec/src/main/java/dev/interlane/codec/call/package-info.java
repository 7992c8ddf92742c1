/** What a typed call carries in front of its calldata on the way to a {@code CallRecipient}. */
@NullMarked
package dev.interlane.codec.call;

import org.jspecify.annotations.NullMarked;
