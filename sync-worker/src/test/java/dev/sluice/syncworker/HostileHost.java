package dev.sluice.syncworker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A Git host on loopback that speaks version 2 of the protocol by the letter, but for what a test
 * has it do. Thread-safe.
 */
final class HostileHost implements AutoCloseable {
  static final String FLUSH = "0000";
  static final String DELIMITER = "0001";

  private static final int LONGEST_LINE = 65_515;

  /** Answers one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Answer capabilities = HostileHost::capabilities;
  private volatile Answer refs = HostileHost::refs;
  private volatile Answer files = pack(new RawPack().toBytes());

  HostileHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/hostile.git";
  }

  /** How it says what it can do. */
  void saying(Answer answer) {
    capabilities = answer;
  }

  /** How it says what branches it has. */
  void listing(Answer answer) {
    refs = answer;
  }

  /** How it sends files. */
  void sending(Answer answer) {
    files = answer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("GET")) {
        capabilities.to(exchange);
      } else if (asked(exchange).contains("command=ls-refs")) {
        refs.to(exchange);
      } else {
        files.to(exchange);
      }
    }
  }

  private static String asked(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return new String((zipped ? new GZIPInputStream(body) : body).readAllBytes(), ISO_8859_1);
  }

  private static void capabilities(HttpExchange exchange) throws IOException {
    try (OutputStream out = begin(exchange, "advertisement")) {
      out.write(line("# service=git-upload-pack\n"));
      out.write(FLUSH.getBytes(ISO_8859_1));
      out.write(line("version 2\n"));
      out.write(line("ls-refs\n"));
      out.write(line("fetch=shallow\n"));
      out.write(FLUSH.getBytes(ISO_8859_1));
    }
  }

  private static void refs(HttpExchange exchange) throws IOException {
    branchAt(RawPack.commitId()).to(exchange);
  }

  /** Says that its branch is there. */
  static Answer branchAt(ObjectId commit) {
    return exchange -> {
      try (OutputStream out = begin(exchange, "result")) {
        out.write(line(commit.name() + " refs/heads/main\n"));
        out.write(FLUSH.getBytes(ISO_8859_1));
      }
    };
  }

  /** Sends that as the pack. */
  static Answer pack(byte[] pack) {
    return exchange -> {
      try (OutputStream out = beginPack(exchange)) {
        for (int at = 0; at < pack.length; at += LONGEST_LINE) {
          int length = Math.min(LONGEST_LINE, pack.length - at);
          out.write(line(1, new String(pack, at, length, ISO_8859_1)));
        }
        out.write(FLUSH.getBytes(ISO_8859_1));
      }
    };
  }

  /** Says that the pack comes. */
  static OutputStream beginPack(HttpExchange exchange) throws IOException {
    OutputStream out = begin(exchange, "result");
    out.write(line("shallow-info\n"));
    out.write(line("shallow " + RawPack.commitId().name() + "\n"));
    out.write(DELIMITER.getBytes(ISO_8859_1));
    out.write(line("packfile\n"));
    return out;
  }

  /**
   * Begins an answer that is as long as it gets.
   *
   * @param kind {@code advertisement} or {@code result}
   */
  static OutputStream begin(HttpExchange exchange, String kind) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-" + kind);
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  /** A line of Git's protocol. */
  static byte[] line(String text) {
    return ("%04x".formatted(text.length() + 4) + text).getBytes(ISO_8859_1);
  }

  /** One of a band: 1 for packs, 2 for progress, 3 for errors. */
  static byte[] line(int band, String text) {
    return line((char) band + text);
  }

  /** Names one branch after the other until nobody listens. */
  static void branches(OutputStream out) throws IOException {
    for (int i = 0; true; i++) {
      out.write(line(RawPack.commitId().name() + " refs/heads/%060d\n".formatted(i)));
    }
  }

  /** Writes that until nobody listens. */
  static void forever(OutputStream out, byte[] what) throws IOException {
    ByteArrayOutputStream much = new ByteArrayOutputStream();
    while (much.size() < LONGEST_LINE) {
      much.writeBytes(what);
    }
    while (true) {
      much.writeTo(out);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
