// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {CallRecipient} from "./CallRecipient.sol";

/// @title Recorder: takes calls of any functions named when it is created, and writes them down. For trying things out.
contract Recorder is CallRecipient {
    event Recorded(bytes4 indexed selector, bytes call);

    constructor(address mailbox_, address owner_, bytes4[] memory selectors) CallRecipient(mailbox_, owner_) {
        for (uint256 i = 0; i < selectors.length; i++) {
            _allow(selectors[i]);
        }
    }

    /// @dev The functions have no code of their own: whatever is allowed ends here.
    fallback(bytes calldata call) external onlyMessage returns (bytes memory) {
        emit Recorded(msg.sig, call);
        return "";
    }
}
