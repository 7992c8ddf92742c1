/** Tests of Borsh. */
@NullMarked
package dev.interlane.codec.svm;

import org.jspecify.annotations.NullMarked;
