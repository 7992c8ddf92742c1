/**
 * Ethereum's Merkle-Patricia tries: {@link dev.interlane.codec.trie.TrieProof} checks proofs that
 * somebody else made, {@link dev.interlane.codec.trie.Trie} makes roots and proofs.
 *
 * <p>Source: the yellow paper, appendix D, and <a
 * href="https://ethereum.org/en/developers/docs/data-structures-and-encoding/patricia-merkle-trie/">the
 * description at ethereum.org</a>.
 */
@NullMarked
package dev.interlane.codec.trie;

import org.jspecify.annotations.NullMarked;
