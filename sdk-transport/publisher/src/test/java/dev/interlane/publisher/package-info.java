@NullMarked
package dev.interlane.publisher;

import org.jspecify.annotations.NullMarked;
