// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Memory} from "@openzeppelin/contracts/utils/Memory.sol";
import {RLP} from "@openzeppelin/contracts/utils/RLP.sol";
import {TrieProof} from "@openzeppelin/contracts/utils/cryptography/TrieProof.sol";

/// @dev What the module asks of a light client; SP1 Helios answers it, keyed by block number since its version 1.1.
interface ExecutionStateRoots {
    /// @return the state root of the origin's block of this number, zero where the light client has none
    function executionStateRoots(uint256 blockNumber) external view returns (bytes32);
}

/// @title StateProofIsm: accepts the messages that are proven to be in the origin's state.
/// @notice An interchain security module for Hyperlane's Mailbox. What it demands: the message's id is in the storage
/// of one hook on the origin, under a state root that one light client here accepted. `authorize` checks that once;
/// afterwards `verify` needs no metadata, so any relayer can deliver the message.
///
/// @dev Trust rests in the light client and in whoever may change its keys, and in the code of the hook. There is no
/// owner and nothing can be changed or taken back: a message authorised under a wrong root stays authorised. The id is
/// the hash of the whole message, which names its origin, sender, destination and recipient.
contract StateProofIsm {
    using RLP for Memory.Slice;

    uint256 private constant ACCOUNT_FIELDS = 4;
    uint256 private constant STORAGE_ROOT = 2;
    uint256 private constant HASH_ITEM_BYTES = 33;

    /// @notice Keeps the origin's state roots.
    address public immutable lightClient;

    /// @notice The contract on the origin in whose storage messages are recorded.
    address public immutable hook;

    /// @notice The slot of that contract's mapping from message id to 1.
    uint256 public immutable slot;

    /// @notice Whether the message is proven.
    mapping(bytes32 id => bool) public authorized;

    event Authorized(bytes32 indexed id, uint256 indexed blockNumber, bytes32 stateRoot);

    error NotContract(address account);
    error NoHook();
    error UnknownBlock(uint256 blockNumber);
    error MalformedAccount();
    error NotDispatched(bytes32 id);

    constructor(address lightClient_, address hook_, uint256 slot_) {
        if (lightClient_.code.length == 0) revert NotContract(lightClient_);
        if (hook_ == address(0)) revert NoHook();
        lightClient = lightClient_;
        hook = hook_;
        slot = slot_;
    }

    /// @notice Proves a message. Anybody may call it; for a message that is proven already it does nothing, whatever
    /// the other arguments are.
    /// @param id the message's id
    /// @param blockNumber a block of the origin, at or after the dispatch, whose state root the light client has
    /// @param accountProof RLP nodes from that state root down to the hook's account, as eth_getProof gives them
    /// @param storageProof RLP nodes from the account's storage root down to the message's slot
    function authorize(
        bytes32 id,
        uint256 blockNumber,
        bytes[] calldata accountProof,
        bytes[] calldata storageProof
    ) external {
        if (authorized[id]) return;
        bytes32 stateRoot = ExecutionStateRoots(lightClient).executionStateRoots(blockNumber);
        if (stateRoot == bytes32(0)) revert UnknownBlock(blockNumber);
        bytes32 storageRoot = _storageRoot(stateRoot, accountProof);
        bytes memory key = abi.encodePacked(keccak256(abi.encode(keccak256(abi.encode(id, slot)))));
        bytes memory word = TrieProof.traverse(storageRoot, key, storageProof);
        if (word.length != 1 || word[0] != 0x01) revert NotDispatched(id);
        authorized[id] = true;
        emit Authorized(id, blockNumber, stateRoot);
    }

    /// @notice Whether the message is proven. The metadata is not looked at.
    function verify(bytes calldata, bytes calldata message) external view returns (bool) {
        return authorized[keccak256(message)];
    }

    /// @notice Hyperlane's kind of module: one that takes no metadata.
    function moduleType() external pure returns (uint8) {
        return 6;
    }

    /// @dev An account is the list nonce, balance, storage root, code hash.
    function _storageRoot(bytes32 stateRoot, bytes[] calldata accountProof) private view returns (bytes32) {
        bytes memory key = abi.encodePacked(keccak256(abi.encodePacked(hook)));
        bytes memory account = TrieProof.traverse(stateRoot, key, accountProof);
        Memory.Slice[] memory fields = RLP.decodeList(account);
        if (fields.length != ACCOUNT_FIELDS || Memory.length(fields[STORAGE_ROOT]) != HASH_ITEM_BYTES) {
            revert MalformedAccount();
        }
        return fields[STORAGE_ROOT].readBytes32();
    }
}
