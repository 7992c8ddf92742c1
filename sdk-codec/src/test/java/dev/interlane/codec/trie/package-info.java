@NullMarked
package dev.interlane.codec.trie;

import org.jspecify.annotations.NullMarked;
