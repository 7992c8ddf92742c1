@NullMarked
package dev.interlane.samples.quickstart;

import org.jspecify.annotations.NullMarked;
