@NullMarked
package dev.interlane.spi;

import org.jspecify.annotations.NullMarked;
