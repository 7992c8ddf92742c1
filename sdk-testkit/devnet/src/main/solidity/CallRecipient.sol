// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title CallRecipient: executes typed calls that arrive through a Hyperlane Mailbox, each at most once.
/// @notice Base of a destination contract. A message body is an 81-byte header, then the calldata of one function of
/// the deriving contract. All integers are big-endian and packed:
///
///   offset  size  field
///        0     1  version, 1
///        1    32  messageId: identity of the message at its sender
///       33     8  notAfter: last block timestamp, in seconds, at which the call may run; 0 = no limit
///       41    32  lane: zero = unordered, else the ordered lane of this sender
///       73     8  laneSequence: position in the lane, from 0; 0 when the lane is zero
///       81     n  calldata, n >= 4
///
/// @dev The call is made with CALL to this very contract. So `msg.sender` is `address(this)`, which nobody else can
/// produce, and `onlyMessage` is a sound guard. DELEGATECALL would show the mailbox as the caller, which is the same
/// for every message of every sender and may hold rights elsewhere, and would show `msg.value` a second time.
///
/// A revert of the call is never caught: whoever delivers chooses the gas, so a caught revert would let anybody burn a
/// message by delivering it with too little. The whole delivery reverts and the message can be delivered again.
///
/// Used ids and lane positions are kept per enrolled (origin, sender): one sender cannot use up the ids of another.
abstract contract CallRecipient {
    uint8 private constant VERSION = 1;
    uint256 private constant HEADER_BYTES = 81;
    uint256 private constant SELECTOR_BYTES = 4;

    /// @notice The only caller of `handle`.
    address public immutable mailbox;

    /// @notice Enrols senders, sets the ISM and skips stuck lane positions. Fixed; give it to a multisig or timelock.
    address public immutable owner;

    /// @notice The contract that decides whether a message is proven; zero leaves it to the mailbox's default.
    address public interchainSecurityModule;

    /// @notice Whether this sender on this origin domain may call.
    mapping(uint32 origin => mapping(bytes32 sender => bool)) public enrolled;

    /// @notice Whether messages may call this function. Filled by the constructor of the deriving contract.
    mapping(bytes4 selector => bool) public allowed;

    /// @notice Whether this message of this sender has been executed.
    mapping(uint32 origin => mapping(bytes32 sender => mapping(bytes32 messageId => bool))) public executed;

    /// @notice The only laneSequence that this ordered lane accepts now.
    mapping(uint32 origin => mapping(bytes32 sender => mapping(bytes32 lane => uint64))) public nextSequence;

    bool private _executing;

    event Executed(bytes32 indexed messageId, uint32 indexed origin, bytes32 indexed sender, bytes4 selector);
    event SenderEnrolled(uint32 indexed origin, bytes32 indexed sender);
    event SenderRemoved(uint32 indexed origin, bytes32 indexed sender);
    event InterchainSecurityModuleSet(address ism);
    event LaneSkipped(uint32 indexed origin, bytes32 indexed sender, bytes32 indexed lane, uint64 nextSequence);

    error NotMailbox(address caller);
    error NotOwner(address caller);
    error NotMessage(address caller);
    error NotContract(address account);
    error NoOwner();
    error ValueRefused(uint256 value);
    error NestedDelivery();
    error NotEnrolled(uint32 origin, bytes32 sender);
    error BodyTooShort(uint256 length, uint256 minimum);
    error UnknownVersion(uint8 version);
    error PastNotAfter(uint64 notAfter, uint256 blockTimestamp);
    error AlreadyExecuted(bytes32 messageId);
    error WrongSequence(bytes32 lane, uint64 expected, uint64 actual);
    error SelectorNotAllowed(bytes4 selector);
    error SkipNotForward(uint64 current, uint64 requested);

    modifier onlyOwner() {
        if (msg.sender != owner) revert NotOwner(msg.sender);
        _;
    }

    /// @dev For the functions that messages call: refuses everybody but this contract's own `handle`.
    modifier onlyMessage() {
        if (msg.sender != address(this)) revert NotMessage(msg.sender);
        _;
    }

    constructor(address mailbox_, address owner_) {
        if (mailbox_.code.length == 0) revert NotContract(mailbox_);
        if (owner_ == address(0)) revert NoOwner();
        mailbox = mailbox_;
        owner = owner_;
    }

    /// @notice Executes one message. Payable only because the mailbox's interface says so: value is refused, since no
    /// call could ever take it out again.
    /// @param origin the mailbox domain the message was dispatched from
    /// @param sender the dispatching account, left-padded to 32 bytes
    /// @param body header and calldata as laid out above
    function handle(uint32 origin, bytes32 sender, bytes calldata body) external payable {
        if (msg.sender != mailbox) revert NotMailbox(msg.sender);
        if (msg.value != 0) revert ValueRefused(msg.value);
        if (_executing) revert NestedDelivery();
        if (!enrolled[origin][sender]) revert NotEnrolled(origin, sender);
        if (body.length < HEADER_BYTES + SELECTOR_BYTES) {
            revert BodyTooShort(body.length, HEADER_BYTES + SELECTOR_BYTES);
        }
        if (uint8(body[0]) != VERSION) revert UnknownVersion(uint8(body[0]));

        bytes32 messageId = bytes32(body[1:33]);
        _requireInTime(uint64(bytes8(body[33:41])));
        if (executed[origin][sender][messageId]) revert AlreadyExecuted(messageId);
        executed[origin][sender][messageId] = true;
        _advanceLane(origin, sender, bytes32(body[41:73]), uint64(bytes8(body[73:81])));
        bytes4 selector = bytes4(body[81:85]);
        if (!allowed[selector]) revert SelectorNotAllowed(selector);

        emit Executed(messageId, origin, sender, selector);
        _executing = true;
        _callSelf(body[HEADER_BYTES:]);
        _executing = false;
    }

    /// @notice Lets this account on this origin call the allowed functions.
    function enroll(uint32 origin, bytes32 sender) external onlyOwner {
        enrolled[origin][sender] = true;
        emit SenderEnrolled(origin, sender);
    }

    /// @notice Takes the right back. Executed ids and lane positions stay, so enrolling again replays nothing.
    function remove(uint32 origin, bytes32 sender) external onlyOwner {
        enrolled[origin][sender] = false;
        emit SenderRemoved(origin, sender);
    }

    /// @notice Sets the contract that decides whether a message is proven; zero = the mailbox's default.
    function setInterchainSecurityModule(address ism) external onlyOwner {
        if (ism != address(0) && ism.code.length == 0) revert NotContract(ism);
        interchainSecurityModule = ism;
        emit InterchainSecurityModuleSet(ism);
    }

    /// @notice Gives up the positions of a lane before `sequence`, whose messages are then refused for ever. The way
    /// out when the head of a lane expired or always reverts and its sender does not fill the position again.
    function skipLaneTo(uint32 origin, bytes32 sender, bytes32 lane, uint64 sequence) external onlyOwner {
        uint64 current = nextSequence[origin][sender][lane];
        if (lane == bytes32(0) || sequence <= current) revert SkipNotForward(current, sequence);
        nextSequence[origin][sender][lane] = sequence;
        emit LaneSkipped(origin, sender, lane, sequence);
    }

    /// @dev For the deriving constructor only: what messages may call is fixed in code.
    function _allow(bytes4 selector) internal {
        allowed[selector] = true;
    }

    function _requireInTime(uint64 notAfter) private view {
        if (notAfter != 0 && block.timestamp > notAfter) revert PastNotAfter(notAfter, block.timestamp);
    }

    function _advanceLane(uint32 origin, bytes32 sender, bytes32 lane, uint64 sequence) private {
        uint64 expected = lane == bytes32(0) ? 0 : nextSequence[origin][sender][lane];
        if (sequence != expected) revert WrongSequence(lane, expected, sequence);
        if (lane != bytes32(0)) nextSequence[origin][sender][lane] = expected + 1;
    }

    function _callSelf(bytes calldata call) private {
        (bool succeeded, bytes memory result) = address(this).call(call);
        if (!succeeded) {
            assembly ("memory-safe") {
                revert(add(result, 32), mload(result))
            }
        }
    }
}
