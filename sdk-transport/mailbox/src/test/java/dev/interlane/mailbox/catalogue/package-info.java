@NullMarked
package dev.interlane.mailbox.catalogue;

import org.jspecify.annotations.NullMarked;
