// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title TestLightClient: INSECURE TEST PROVER. Keeps state roots of another chain on the strength of Groth16 proofs
/// that whoever made the verifying key can forge.
/// @notice Consensus takes far more than a test machine to prove. This contract checks real proofs over BN254, with the
/// EVM's pairing, under a key whose trapdoor a test holds; so a test makes valid proofs in milliseconds, of anything it
/// likes. Whatever is delivered through it is proven to nobody. It cannot be created on a public chain.
///
/// The statement of a proof: the execution state root of block `blockNumber` of chain `originChainId` is `stateRoot`.
/// It has one public input:
///
///   uint256(keccak256(abi.encode(originChainId, blockNumber, stateRoot))) with the three highest bits cleared
///
/// A verifying key is 18 words, a point of G1 as x, y and a point of G2 as x1, x0, y1, y0 (imaginary part first):
///
///    0  alpha (G1)    2  beta (G2)    6  gamma (G2)    10  delta (G2)    14  ic[0] (G1)    16  ic[1] (G1)
///
/// A proof is 8 words: A (G1), B (G2), C (G1). It holds when e(A, B) = e(alpha, beta) e(ic[0] + input ic[1], gamma)
/// e(C, delta).
///
/// @dev A refused proof always reverts, as does too little gas: an answer `false` could not be told from the latter.
contract TestLightClient {
    /// @notice What everybody has to know.
    string public constant WARNING =
        "INSECURE TEST PROVER: whoever made the verifying key can prove anything. Never use it for value.";

    uint256 private constant FIRST_LOCAL_CHAIN = 31337;
    uint256 private constant LAST_LOCAL_CHAIN = 31399;

    /// @dev The prime of BN254's base field.
    uint256 private constant P = 21888242871839275222246405745257275088696311157297823662689037894645226208583;

    address private constant EC_ADD = address(6);
    address private constant EC_MUL = address(7);
    address private constant EC_PAIRING = address(8);

    /// @notice The chain whose state roots are kept.
    uint256 public immutable originChainId;

    /// @notice Who may change the verifying key.
    address public immutable guardian;

    /// @notice How many of the newest roots are kept; zero for all.
    uint256 public immutable keptRoots;

    /// @notice The state root of a block; zero where there is none, or none any more.
    mapping(uint256 blockNumber => bytes32) public executionStateRoots;

    /// @notice The newest block whose root is known.
    uint256 public head;

    /// @notice How many roots were accepted.
    uint256 public updates;

    /// @notice The block of an update, from zero.
    mapping(uint256 index => uint256 blockNumber) public blockOfUpdate;

    uint256[18] private _key;

    event HeadUpdate(uint256 indexed blockNumber, bytes32 indexed stateRoot);
    event VerifyingKeyChanged(bytes32 indexed keyHash);

    error NotLocalChain(uint256 chainId);
    error NotGuardian(address caller);
    error BehindHead(uint256 blockNumber, uint256 head);
    error NoStateRoot();
    error InvalidProof();

    constructor(uint256 originChainId_, uint256[18] memory key, address guardian_, uint256 keptRoots_) {
        if (block.chainid < FIRST_LOCAL_CHAIN || block.chainid > LAST_LOCAL_CHAIN) revert NotLocalChain(block.chainid);
        originChainId = originChainId_;
        guardian = guardian_;
        keptRoots = keptRoots_;
        _setKey(key);
    }

    /// @notice Takes the state root of a block after the newest known one, with a proof of it.
    function update(uint256 blockNumber, bytes32 stateRoot, uint256[8] calldata proof) external {
        if (blockNumber <= head) revert BehindHead(blockNumber, head);
        if (stateRoot == bytes32(0)) revert NoStateRoot();
        _requireProof(publicInput(blockNumber, stateRoot), proof);
        executionStateRoots[blockNumber] = stateRoot;
        head = blockNumber;
        blockOfUpdate[updates] = blockNumber;
        updates += 1;
        if (keptRoots != 0 && updates > keptRoots) delete executionStateRoots[blockOfUpdate[updates - keptRoots - 1]];
        emit HeadUpdate(blockNumber, stateRoot);
    }

    /// @notice Replaces the verifying key. Roots that are known stay.
    function changeVerifyingKey(uint256[18] calldata key) external {
        if (msg.sender != guardian) revert NotGuardian(msg.sender);
        _setKey(key);
    }

    /// @notice The 18 words of the verifying key.
    function verifyingKey() external view returns (uint256[18] memory) {
        return _key;
    }

    /// @notice keccak256 of the verifying key's words.
    function verifyingKeyHash() external view returns (bytes32) {
        return keccak256(abi.encodePacked(_key));
    }

    /// @notice What a proof of this root is about.
    function publicInput(uint256 blockNumber, bytes32 stateRoot) public view returns (uint256) {
        return uint256(keccak256(abi.encode(originChainId, blockNumber, stateRoot))) & (type(uint256).max >> 3);
    }

    function _setKey(uint256[18] memory key) private {
        _key = key;
        emit VerifyingKeyChanged(keccak256(abi.encodePacked(key)));
    }

    function _requireProof(uint256 input, uint256[8] calldata proof) private view {
        uint256[18] memory key = _key;
        // The y of a negated point is taken from P, so that it must be below P here; the rest the precompiles check.
        if (proof[1] >= P) revert InvalidProof();
        bytes memory scaled = _run(EC_MUL, abi.encode(key[16], key[17], input));
        bytes memory inputs = _run(EC_ADD, bytes.concat(scaled, abi.encode(key[14], key[15])));
        bytes memory negatedA = abi.encode(proof[0], proof[1] == 0 ? 0 : P - proof[1]);
        bytes memory product = _run(
            EC_PAIRING,
            bytes.concat(
                bytes.concat(negatedA, abi.encode(proof[2], proof[3], proof[4], proof[5])),
                abi.encode(key[0], key[1], key[2], key[3], key[4], key[5]),
                bytes.concat(inputs, abi.encode(key[6], key[7], key[8], key[9])),
                abi.encode(proof[6], proof[7], key[10], key[11], key[12], key[13])
            )
        );
        if (abi.decode(product, (uint256)) != 1) revert InvalidProof();
    }

    /// @dev A precompile refuses numbers out of range, points off the curve and points outside the subgroup.
    function _run(address precompile, bytes memory input) private view returns (bytes memory) {
        (bool succeeded, bytes memory output) = precompile.staticcall(input);
        if (!succeeded) revert InvalidProof();
        return output;
    }
}
