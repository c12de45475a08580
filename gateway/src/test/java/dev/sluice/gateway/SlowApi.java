package dev.sluice.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody's API that doesn't answer until the test says so. */
final class SlowApi implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Semaphore asked = new Semaphore(0);
  private final CountDownLatch answering = new CountDownLatch(1);
  final AtomicInteger requests = new AtomicInteger();

  SlowApi() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    asked.release();
    try (exchange) {
      if (answering.await(20, TimeUnit.SECONDS)) {
        byte[] body = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** A workflow that asks it. */
  TestWorkflow asker() {
    String fetch = "await kinde.fetch('http://" + address() + "/');";
    return new TestWorkflow(
        "ask", TestWorkflow.TOKENS, fetch + "kinde.accessToken.setCustomClaim('v', 1)");
  }

  void awaitRequest() throws InterruptedException {
    if (!asked.tryAcquire(20, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody asked");
    }
  }

  void answer() {
    answering.countDown();
  }

  @Override
  public void close() {
    answer();
    server.stop(0);
    threads.shutdownNow();
  }
}
