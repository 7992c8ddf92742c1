// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CallRecipient} from "./CallRecipient.sol";

/// @title Vault: a ledger of deposits ordered from another chain. An example, holding no assets.
contract Vault is CallRecipient {
    /// @notice The largest single deposit.
    uint256 public immutable cap;

    /// @notice While true every deposit reverts, and its message stays undelivered.
    bool public paused;

    mapping(address user => uint256) public balanceOf;

    event Deposited(address indexed user, uint256 amount);
    event PausedSet(bool paused);

    error DepositsPaused();
    error OverCap(uint256 amount, uint256 cap);

    constructor(address mailbox_, address owner_, uint256 cap_) CallRecipient(mailbox_, owner_) {
        cap = cap_;
        _allow(Vault.deposit.selector);
    }

    /// @notice Adds to the balance of `user`.
    function deposit(address user, uint256 amount) external onlyMessage {
        if (paused) revert DepositsPaused();
        if (amount > cap) revert OverCap(amount, cap);
        balanceOf[user] += amount;
        emit Deposited(user, amount);
    }

    /// @notice Stops deposits, or lets them on.
    function setPaused(bool paused_) external onlyOwner {
        paused = paused_;
        emit PausedSet(paused_);
    }
}
