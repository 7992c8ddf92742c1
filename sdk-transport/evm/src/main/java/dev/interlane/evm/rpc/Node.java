package dev.interlane.evm.rpc;

import dev.interlane.chain.ChainId;
import dev.interlane.error.WrongChainException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One node behind one URL. Of the URL only host and port are ever shown: paths, queries and user
 * info carry keys. Thread-safe.
 */
final class Node {
  private final ChainId chain;
  private final NodeHttp http;
  private final String name;

  /** Whether the node has proven to serve the chain since it was last out of reach. */
  private volatile boolean isProven;

  Node(ChainId chain, URI url, NodeHttp http) {
    this.chain = chain;
    this.http = http;
    this.name = chain + " node " + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
  }

  String name() {
    return name;
  }

  JsonAnswer.Origin origin(String method) {
    return new JsonAnswer.Origin(name, method);
  }

  /**
   * Asks whether the node serves the chain, unless it has proven so.
   *
   * @throws WrongChainException if it serves another one
   */
  void prove() {
    if (isProven) {
      return;
    }
    BigInteger served = result("eth_chainId", exchange("eth_chainId")).quantity();
    if (!served.equals(chain.evmChainId())) {
      throw new WrongChainException(
          name + " serves " + ChainId.EIP155 + ":" + served + ", expected " + chain,
          "Check which URL belongs to which chain");
    }
    isProven = true;
  }

  /** The result of a method, which may be JSON's null; an error of the node is no answer. */
  JsonAnswer result(String method, Object... parameters) {
    return result(method, ask(method, parameters));
  }

  private JsonAnswer result(String method, NodeAnswer answer) {
    return switch (answer) {
      case NodeAnswer.Result result -> result.json();
      case NodeAnswer.Failure failure -> throw origin(method).refused(failure);
    };
  }

  /** What the node says to a method. */
  NodeAnswer ask(String method, Object... parameters) {
    prove();
    return exchange(method, parameters);
  }

  private NodeAnswer exchange(String method, Object... parameters) {
    JsonAnswer.Origin origin = origin(method);
    Request<Object, RawResponse> request =
        new Request<>(method, List.of(parameters), http, RawResponse.class);
    RawResponse response = send(origin, request);
    if (response == null) {
      throw origin.nonsense("the answer is null", null);
    }
    if (response.hasError()) {
      Response.Error error = response.getError();
      String text = error.getMessage() == null ? "no message" : error.getMessage();
      return new NodeAnswer.Failure(error.getCode(), JsonAnswer.abbreviate(text), error.getData());
    }
    if (response.getId() != request.getId()) {
      throw origin.nonsense(
          "the answer is to request " + response.getId() + ", ours was " + request.getId(), null);
    }
    JsonNode result = response.getResult();
    if (result == null) {
      throw origin.nonsense("the answer has neither result nor error", null);
    }
    return new NodeAnswer.Result(JsonAnswer.of(result, origin));
  }

  private RawResponse send(JsonAnswer.Origin origin, Request<Object, RawResponse> request) {
    try {
      return request.send();
    } catch (JacksonException malformed) {
      throw origin.nonsense(
          "not a JSON-RPC answer: " + JsonAnswer.abbreviate(malformed.getOriginalMessage()), null);
    } catch (NodeHttp.HttpStatusException | NodeGate.ClosedException status) {
      throw origin.silence(String.valueOf(status.getMessage()), status);
    } catch (IOException unreachable) {
      isProven = false;
      throw origin.silence(
          unreachable.getClass().getSimpleName()
              + " "
              + JsonAnswer.abbreviate(String.valueOf(unreachable.getMessage())),
          unreachable);
    } catch (RuntimeException broken) {
      throw broken;
    } catch (Exception undeclared) {
      // OkHttp, being Kotlin, lets InterruptedException through undeclared while it connects.
      if (undeclared instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      isProven = false;
      throw origin.silence(undeclared.getClass().getSimpleName(), undeclared);
    }
  }

  /** web3j's response, with the result as it came. */
  static final class RawResponse extends Response<JsonNode> {}
}
