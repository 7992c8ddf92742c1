@NullMarked
package dev.interlane.error;

import org.jspecify.annotations.NullMarked;
