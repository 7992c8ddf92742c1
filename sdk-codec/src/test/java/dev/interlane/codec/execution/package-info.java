@NullMarked
package dev.interlane.codec.execution;

import org.jspecify.annotations.NullMarked;
