@NullMarked
package dev.interlane.primitive;

import org.jspecify.annotations.NullMarked;
