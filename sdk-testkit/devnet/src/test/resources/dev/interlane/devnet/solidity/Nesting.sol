// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CallRecipient} from "./CallRecipient.sol";

interface Mailbox {
    function process(bytes calldata metadata, bytes calldata message) external payable;
}

/// @dev Delivers one message while it executes another; allows more than it should.
contract Nesting is CallRecipient {
    uint256 public count;

    constructor(address mailbox_, address owner_) CallRecipient(mailbox_, owner_) {
        _allow(Nesting.increment.selector);
        _allow(Nesting.deliver.selector);
        _allow(CallRecipient.handle.selector);
        _allow(CallRecipient.enroll.selector);
    }

    function increment() external onlyMessage {
        count += 1;
    }

    function deliver(bytes calldata message) external onlyMessage {
        Mailbox(mailbox).process("", message);
    }
}
