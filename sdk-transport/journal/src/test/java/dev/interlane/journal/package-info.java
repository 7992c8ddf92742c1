@NullMarked
package dev.interlane.journal;

import org.jspecify.annotations.NullMarked;
