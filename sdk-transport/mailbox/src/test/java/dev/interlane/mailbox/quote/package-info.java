@NullMarked
package dev.interlane.mailbox.quote;

import org.jspecify.annotations.NullMarked;
