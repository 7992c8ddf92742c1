// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What the hook asks of Hyperlane's Mailbox.
interface LatestDispatch {
    function latestDispatchedId() external view returns (bytes32);
}

/// @title DispatchedHook: remembers in its storage the id of every message the mailbox dispatches through it.
/// @notice A post-dispatch hook for Hyperlane's Mailbox. Whoever has the state root of a block of this chain can be
/// shown, by a Merkle-Patricia proof of one slot, that a message was dispatched here:
///
///   slot    keccak256(abi.encode(id, uint256(0)))
///   word    1 once the message is dispatched, 0 before
///
/// @dev Nothing ever clears a slot, so a proof holds under the root of any later block. The hook is free and keeps no
/// funds. It has no owner and cannot be changed; the contract is not meant to run behind a proxy, whose owner could
/// write the slots.
contract DispatchedHook {
    /// @notice The mailbox whose messages are recorded.
    address public immutable mailbox;

    /// @notice Whether the mailbox dispatched this message. The layout above is part of the interface.
    mapping(bytes32 id => bool) public dispatched;

    event Dispatched(bytes32 indexed id);

    error NotContract(address account);
    error NotDispatching(bytes32 id, bytes32 latest);
    error ValueRefused(uint256 value);

    constructor(address mailbox_) {
        if (mailbox_.code.length == 0) revert NotContract(mailbox_);
        mailbox = mailbox_;
    }

    /// @notice Records the message. Anybody may call it, but only the message that the mailbox dispatched last is
    /// taken; recording it twice changes nothing, so that a dispatch through several hooks cannot fail here.
    function postDispatch(bytes calldata, bytes calldata message) external payable {
        if (msg.value != 0) revert ValueRefused(msg.value);
        bytes32 id = keccak256(message);
        bytes32 latest = LatestDispatch(mailbox).latestDispatchedId();
        if (id != latest) revert NotDispatching(id, latest);
        if (dispatched[id]) return;
        dispatched[id] = true;
        emit Dispatched(id);
    }

    /// @notice The hook is free.
    function quoteDispatch(bytes calldata, bytes calldata) external pure returns (uint256) {
        return 0;
    }

    /// @notice Hyperlane's kind of hook: none of its named ones.
    function hookType() external pure returns (uint8) {
        return 0;
    }

    /// @notice Every metadata is taken, and none is looked at.
    function supportsMetadata(bytes calldata) external pure returns (bool) {
        return true;
    }
}
