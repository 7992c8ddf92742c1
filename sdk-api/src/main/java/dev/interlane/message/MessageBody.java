package dev.interlane.message;

/**
 * What a message carries: a typed call of a contract function, or a payload for a recipient that speaks the protocol itself.
 * Immutable.
 */
public sealed interface MessageBody permits ContractCall, Payload {}
