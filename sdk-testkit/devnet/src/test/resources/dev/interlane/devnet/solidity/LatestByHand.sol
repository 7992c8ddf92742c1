// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What DispatchedHook asks of a mailbox, with an answer that a test writes.
contract LatestByHand {
    bytes32 public latestDispatchedId;

    function set(bytes32 id) external {
        latestDispatchedId = id;
    }
}
