// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title GatewayIsm: an ISM of Hyperlane's type CCIP_READ. A gateway off the chain signs the ids of messages it approves.
/// @notice Whoever relays a message asks the gateways for metadata: the 65 bytes r | s | v of the signer's signature
/// over the message's id, as by eth_sign. For trying things out: one key decides.
contract GatewayIsm {
    /// @notice Hyperlane's number of the type CCIP_READ.
    uint8 public constant moduleType = 7;

    /// @notice Whose signature is asked for.
    address public immutable signer;

    string[] private _urls;

    error OffchainLookup(address sender, string[] urls, bytes callData, bytes4 callbackFunction, bytes extraData);
    error NotASignature(uint256 length);
    error NotApproved(bytes32 id, address recovered);

    constructor(address signer_, string[] memory urls_) {
        signer = signer_;
        _urls = urls_;
    }

    /// @notice Says by its revert whom to ask, and for what: the id of the message (ERC-3668).
    function getOffchainVerifyInfo(bytes calldata message) external view {
        revert OffchainLookup(address(this), _urls, abi.encode(keccak256(message)), this.verify.selector, message);
    }

    /// @notice Whether the metadata is the signer's signature over the message's id; reverts when it is not.
    function verify(bytes calldata metadata, bytes calldata message) external view returns (bool) {
        if (metadata.length != 65) revert NotASignature(metadata.length);
        bytes32 id = keccak256(message);
        bytes32 digest = keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", id));
        address recovered =
            ecrecover(digest, uint8(metadata[64]), bytes32(metadata[0:32]), bytes32(metadata[32:64]));
        if (recovered == address(0) || recovered != signer) revert NotApproved(id, recovered);
        return true;
    }
}
