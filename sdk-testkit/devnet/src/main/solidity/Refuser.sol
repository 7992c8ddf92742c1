// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Refuser: a recipient that fails at every message in one way, until it is told to take them. For tests.
contract Refuser {
    /// @notice How it fails.
    enum Manner {
        Text,
        Panic,
        CustomError,
        Nothing,
        OutOfGas,
        NotAtAll
    }

    Manner public manner;
    address public immutable interchainSecurityModule;
    uint256 private _burnt;

    event Handled(uint32 indexed origin, bytes32 indexed sender, bytes body);

    error NotToday(uint256 day);

    constructor(Manner manner_, address ism) {
        manner = manner_;
        interchainSecurityModule = ism;
    }

    function become(Manner manner_) external {
        manner = manner_;
    }

    function handle(uint32 origin, bytes32 sender, bytes calldata body) external payable {
        if (manner == Manner.Text) {
            revert("not today");
        } else if (manner == Manner.Panic) {
            _burnt = 1 / (body.length - body.length);
        } else if (manner == Manner.CustomError) {
            revert NotToday(7);
        } else if (manner == Manner.Nothing) {
            assembly {
                revert(0, 0)
            }
        } else if (manner == Manner.OutOfGas) {
            while (gasleft() > 0) {
                _burnt++;
            }
        }
        emit Handled(origin, sender, body);
    }
}
