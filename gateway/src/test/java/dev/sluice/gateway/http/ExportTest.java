package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.RegistryException;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExportTest {
  private static final int LAST = 3;

  private final HttpClient client = HttpClient.newHttpClient();
  private Javalin server;
  private volatile int readable = LAST;

  @BeforeEach
  void start() {
    ServerSettings settings = ServerSettings.of("127.0.0.1", 0, 4);
    server =
        HttpServer.create(
                settings,
                List.of(routes ->
                    routes.get("/list", ctx -> Paging.list(ctx, this::page, number -> number))))
            .start();
  }

  @AfterEach
  void stop() {
    server.stop();
    client.close();
  }

  /** Page after page, until the registry goes away; the page with that number is the last. */
  private Page<Integer> page(PageRequest request) {
    int number = request.after().map(Integer::parseInt).orElse(1);
    if (number > readable) {
      throw new RegistryException("away", new IllegalStateException());
    }
    List<Integer> numbers = IntStream.range(0, request.limit()).boxed().toList();
    Optional<String> next = number == LAST ? Optional.empty() : Optional.of("" + (number + 1));
    return new Page<>(numbers, next);
  }

  private HttpResponse<String> ask(String accept) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/list");
    return client.send(
        HttpRequest.newBuilder(uri).header("Accept", accept).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void list_askedForWhole_isAllPagesALineEach() throws Exception {
    HttpResponse<String> answer = ask("text/html, application/X-NDJSON;q=0.9");

    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
    assertThat(answer.body().lines()).hasSize(3 * PageRequest.MAX_LIMIT);
  }

  @Test
  void list_askedForOtherwise_isAPage() throws Exception {
    assertThat(ask("application/json").body()).startsWith("{\"items\":[0,1,").contains("\"next\"");
  }

  @Test
  void list_thatCannotBeBegun_isAProblem() throws Exception {
    readable = 0;

    assertThat(ask("application/x-ndjson").statusCode()).isEqualTo(503);
  }

  @Test
  void list_thatCannotBeFinished_breaksOff() {
    readable = 2;

    assertThatThrownBy(() -> ask("application/x-ndjson")).isInstanceOf(IOException.class);
  }
}
