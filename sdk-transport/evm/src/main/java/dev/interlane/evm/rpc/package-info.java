/**
 * Chains over JSON-RPC. What nodes answer is read strictly: an answer that lacks a field, has
 * another type, or belongs to another block is no answer. web3j frames requests and responses,
 * OkHttp carries them; neither shows outside this package.
 */
@NullMarked
package dev.interlane.evm.rpc;

import org.jspecify.annotations.NullMarked;
