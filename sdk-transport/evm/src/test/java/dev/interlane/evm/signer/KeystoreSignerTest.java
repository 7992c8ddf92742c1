package dev.interlane.evm.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.interlane.chain.EvmAddress;
import dev.interlane.error.SigningException;
import dev.interlane.evm.crypto.PrivateKey;
import dev.interlane.evm.crypto.Secp256k1;
import dev.interlane.primitive.Bytes32;
import dev.interlane.primitive.Keccak256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Wallet;
import tools.jackson.databind.json.JsonMapper;

class KeystoreSignerTest {
  private static final Bytes32 DIGEST = Keccak256.hash(Bytes32.ZERO.toBytes());
  private static final String SECRET =
      "7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d";

  /** The test vector of Web3 Secret Storage's definition. */
  private static final String PBKDF2 =
      """
      {"crypto": {"cipher": "aes-128-ctr",
        "cipherparams": {"iv": "6087dab2f9fdbbfaddc31a909735c1e6"},
        "ciphertext": "5318b4d5bcd28de64ee5559e671353e16f075ecae9f99c7a79a38af5f869aa46",
        "kdf": "pbkdf2",
        "kdfparams": {"c": 262144, "dklen": 32, "prf": "hmac-sha256",
          "salt": "ae3cd4e7013836a3df6bd7241b12db061dbe2c6785853cce422d148a624ce0bd"},
        "mac": "517ead924a9d0dc3124507e3393d175ce3ff7c1e96529c6c555ce9e51205e9b2"},
       "id": "3198bc9c-6672-5ab3-d995-4942343ae5b6", "version": 3}
      """;

  /** geth's vector of a key of 31 bytes. */
  private static final String SCRYPT_31_BYTES =
      """
      {"crypto": {"cipher": "aes-128-ctr",
        "cipherparams": {"iv": "e0c41130a323adc1446fc82f724bca2f"},
        "ciphertext": "9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984",
        "kdf": "scrypt",
        "kdfparams": {"dklen": 32, "n": 2, "r": 8, "p": 1,
          "salt": "711f816911c92d649fb4c84b047915679933555030b3552c1212609b38208c63"},
        "mac": "d5e116151c6aa71470e67a7d42c9620c75c4d23229847dcc127794f0732b0db5"},
       "id": "fecfc4ce-e956-48fd-953b-30f8b52ed66c", "version": 3}
      """;

  @TempDir private Path folder;

  @Test
  void opensTheVectorOfTheDefinition() throws IOException {
    try (KeystoreSigner signer = open(PBKDF2, "testpassword")) {
      assertThat(signer.address())
          .isEqualTo(EvmAddress.parse("0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b"));
      assertThat(signer.sign(DIGEST)).isEqualTo(Secp256k1.sign(DIGEST, PrivateKey.fromHex(SECRET)));
    }
  }

  @Test
  void opensAKeyWithoutItsLeadingZero() throws IOException {
    try (KeystoreSigner signer = open(SCRYPT_31_BYTES, "foo")) {
      assertThat(signer.address())
          .isEqualTo(
              PrivateKey.fromHex("00fa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35")
                  .address());
    }
  }

  @Test
  void opensWhatAnotherLibraryWrote() throws Exception {
    ECKeyPair pair = ECKeyPair.create(new BigInteger(SECRET, 16));
    String standard = new JsonMapper().writeValueAsString(Wallet.createStandard("pässword", pair));

    try (KeystoreSigner signer = open(standard, "pässword")) {
      assertThat(signer.address()).isEqualTo(PrivateKey.fromHex(SECRET).address());
    }
  }

  @Test
  void refusesAWrongPasswordAndShowsNeither() {
    assertThatThrownBy(() -> open(SCRYPT_31_BYTES, "foo2"))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("The password does not open the keystore")
        .hasMessageContaining("key.json")
        .hasMessageNotContaining("foo2");
  }

  @Test
  void leavesTheCallersPassword() throws IOException {
    char[] password = "foo".toCharArray();

    KeystoreSigner.open(write(SCRYPT_31_BYTES), password).close();

    assertThat(password).containsExactly('f', 'o', 'o');
  }

  @Test
  void signsNothingOnceClosed() throws IOException {
    KeystoreSigner signer = open(SCRYPT_31_BYTES, "foo");

    signer.close();
    signer.close();

    assertThatThrownBy(() -> signer.sign(DIGEST))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void refusesAFileOfAnotherAccount() {
    String lying =
        SCRYPT_31_BYTES.replace(
            "\"version\"",
            "\"address\": \"008aeeda4d805471df9b2a5b0f38a0c3bcba786b\", \"version\"");

    assertThatThrownBy(() -> open(lying, "foo"))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("address must be the key's account");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> KeystoreSigner.open(folder.resolve("none.json"), new char[0]))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("none.json");
  }

  /** A file that asks for the whole heap, or for a day of work, is refused before any of it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "n": 2       | "n": 16777216             | crypto.kdfparams.n must be at most 256 MiB
          "n": 2       | "n": 2147483648           | crypto.kdfparams.n must be a number
          "n": 2       | "n": 3                    | a power of 2
          "n": 2       | "n": 2.5                  | crypto.kdfparams.n must be a number
          "p": 1       | "p": 65536000             | crypto.kdfparams.p must be a number
          "dklen": 32  | "dklen": 1000000000       | crypto.kdfparams.dklen must be a number
          scrypt       | argon2id                  | crypto.kdf must be scrypt or pbkdf2
          aes-128-ctr  | aes-128-cbc               | crypto.cipher must be aes-128-ctr
          "version": 3 | "version": 1              | version must be 3
          "iv": "e0    | "iv": "                   | crypto.cipherparams.iv must be 16 bytes
          "iv": "e0    | "iv": "zz                 | crypto.cipherparams.iv must be bytes in hex
          "mac"        | "cam"                     | crypto.mac must be a text, found nothing
          {"crypto"    | [{"crypto"                | no JSON
          """)
  void refusesAHostileFile(String from, String to, String reason) {
    String hostile = SCRYPT_31_BYTES.replace(from, to);

    assertThatThrownBy(() -> open(hostile, "foo"))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{}", "{\"version\": 3, \"crypto\": []}"})
  void refusesWhatIsNoKeystore(String json) {
    assertThatThrownBy(() -> open(json, "foo")).isInstanceOf(SigningException.class);
  }

  @Test
  void refusesMuchWorkOnLittleMemory() {
    String slow =
        SCRYPT_31_BYTES.replace("\"n\": 2,", "\"n\": 16384,").replace("\"p\": 1", "\"p\": 65536");

    assertThatThrownBy(() -> open(slow, "foo"))
        .isInstanceOf(SigningException.class)
        .hasMessageContaining("n * r * p");
  }

  @Test
  void printsItsAccountAndNeverItself() throws IOException {
    try (KeystoreSigner signer = open(PBKDF2, "testpassword")) {
      assertThat(signer.toString())
          .contains("0x008AeEda4D805471dF9b2A5B0f38A0C3bCBA786b")
          .doesNotContain(SECRET.substring(0, 8));
    }
  }

  private KeystoreSigner open(String json, String password) throws IOException {
    return KeystoreSigner.open(write(json), password.toCharArray());
  }

  private Path write(String json) throws IOException {
    return Files.writeString(folder.resolve("key.json"), json);
  }
}
