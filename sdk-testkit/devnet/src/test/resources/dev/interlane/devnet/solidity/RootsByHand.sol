// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What StateProofIsm reads of a light client, with roots that a test writes.
contract RootsByHand {
    mapping(uint256 blockNumber => bytes32) public executionStateRoots;

    function set(uint256 blockNumber, bytes32 root) external {
        executionStateRoots[blockNumber] = root;
    }
}
