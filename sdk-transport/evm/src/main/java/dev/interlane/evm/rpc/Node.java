package dev.interlane.evm.rpc;

import dev.interlane.chain.ChainId;
import dev.interlane.error.WrongChainException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One node behind one URL. Of the URL only host and port are ever shown: paths, queries and user
 * info carry keys. Thread-safe.
 */
final class Node {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  private final ChainId chain;
  private final NodeHttp http;
  private final String name;
  private final int maxQuestionsPerRequest;

  /** Whether the node has proven to serve the chain since it was last out of reach. */
  private volatile boolean isProven;

  /** Whether the node has refused several questions in one request. */
  private volatile boolean refusesBatches;

  Node(ChainId chain, URI url, NodeHttp http, int maxQuestionsPerRequest) {
    this.chain = chain;
    this.http = http;
    this.maxQuestionsPerRequest = Math.min(maxQuestionsPerRequest, http.questionsPerSecond());
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

  /** The same of an answer that came. */
  JsonAnswer result(String method, NodeAnswer answer) {
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

  /**
   * What the node says to a method with each of these parameters, in their order, with as few
   * requests as it allows.
   */
  List<NodeAnswer> askEach(String method, List<List<Object>> parameters) {
    prove();
    List<NodeAnswer> answers = new ArrayList<>(parameters.size());
    int from = 0;
    while (from < parameters.size()) {
      int to = Math.min(parameters.size(), from + maxQuestionsPerRequest);
      answers.addAll(
          to - from > 1 && !refusesBatches
              ? exchangeAll(method, parameters.subList(from, to))
              : List.of(exchange(method, parameters.get(from).toArray())));
      from = answers.size();
    }
    return answers;
  }

  /** The answers; none if the node takes no batches. */
  private List<NodeAnswer> exchangeAll(String method, List<List<Object>> parameters) {
    JsonAnswer.Origin origin = origin(method);
    List<Request<Object, RawResponse>> requests =
        parameters.stream()
            .map(each -> new Request<Object, RawResponse>(method, each, http, RawResponse.class))
            .toList();
    JsonNode json = answered(origin, () -> http.sendAll(requests));
    if (isRefusal(json)) {
      LOG.info(
          "{} does not take {} questions in one request: {}",
          name,
          requests.size(),
          JsonAnswer.abbreviate(json.toString()));
      refusesBatches = true;
      return List.of();
    }
    Map<Long, JsonNode> byId = new HashMap<>();
    for (JsonNode element : json) {
      byId.put(element.path("id").asLong(-1), element);
    }
    List<NodeAnswer> answers = new ArrayList<>(requests.size());
    for (Request<Object, RawResponse> request : requests) {
      JsonNode element = byId.get(request.getId());
      if (!json.isArray() || element == null) {
        throw origin.nonsense("no answer to request " + request.getId() + " of several", null);
      }
      answers.add(answer(origin, request.getId(), answered(origin, () -> http.response(element))));
    }
    return answers;
  }

  /**
   * One error in place of several answers: without an id of ours, or with that of the first
   * question, as geth answers a batch that is too large for it.
   */
  private static boolean isRefusal(JsonNode json) {
    JsonNode only = json.isArray() ? json.path(0) : json;
    return only.has("error")
        && (!json.isArray() || json.size() == 1 || !only.path("id").isNumber());
  }

  private NodeAnswer exchange(String method, Object... parameters) {
    JsonAnswer.Origin origin = origin(method);
    Request<Object, RawResponse> request =
        new Request<>(method, List.of(parameters), http, RawResponse.class);
    return answer(origin, request.getId(), answered(origin, request::send));
  }

  private static NodeAnswer answer(
      JsonAnswer.Origin origin, long asked, @Nullable RawResponse response) {
    if (response == null) {
      throw origin.nonsense("the answer is null", null);
    }
    if (response.hasError()) {
      Response.Error error = response.getError();
      String text = error.getMessage() == null ? "no message" : error.getMessage();
      return new NodeAnswer.Failure(error.getCode(), JsonAnswer.abbreviate(text), error.getData());
    }
    if (response.getId() != asked) {
      throw origin.nonsense(
          "the answer is to request " + response.getId() + ", ours was " + asked, null);
    }
    JsonNode result = response.getResult();
    if (result == null) {
      throw origin.nonsense("the answer has neither result nor error", null);
    }
    return new NodeAnswer.Result(JsonAnswer.of(result, origin));
  }

  /** How many requests were sent to it so far. */
  long requests() {
    return http.sent();
  }

  /** Something that is sent over the network, or read from what came back. */
  @FunctionalInterface
  private interface Exchange<T> {
    T run() throws IOException;
  }

  private <T> T answered(JsonAnswer.Origin origin, Exchange<T> exchange) {
    try {
      return exchange.run();
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
