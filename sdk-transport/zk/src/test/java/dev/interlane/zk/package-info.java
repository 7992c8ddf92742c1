/** Tests of the ZK transport. */
@NullMarked
package dev.interlane.zk;

import org.jspecify.annotations.NullMarked;
