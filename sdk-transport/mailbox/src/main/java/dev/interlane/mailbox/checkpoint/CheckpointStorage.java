package dev.interlane.mailbox.checkpoint;

/** A validator's own storage: it reads where it stopped, and writes on. */
public interface CheckpointStorage extends CheckpointReader, CheckpointWriter {}
