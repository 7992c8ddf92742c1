@NullMarked
package dev.interlane.client;

import org.jspecify.annotations.NullMarked;
