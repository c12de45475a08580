package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;

/**
 * A Git host on loopback that repeats whatever it is shown, decoded too, wherever HTTP has room for
 * it. The first part of a path says with which status it answers.
 */
final class EchoingHost implements AutoCloseable {
  private static final String LENGTH = "Content-Length: ";

  private final ServerSocket server;

  EchoingHost() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url(int status) {
    return "http://localhost:%d/%d".formatted(server.getLocalPort(), status);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return; // It was closed.
      }
    }
  }

  private static void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      client.getInputStream().readNBytes(bodyLength(head));
      client.getOutputStream().write(answer(head).getBytes(ISO_8859_1));
    } catch (IOException e) {
      // The other side is done.
    }
  }

  private static int bodyLength(String head) {
    return head.lines()
        .filter(it -> it.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
        .mapToInt(it -> Integer.parseInt(it.substring(LENGTH.length())))
        .findFirst()
        .orElse(0);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("it ended");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static String answer(String head) {
    String status = head.split("[ /]+", 3)[1];
    String shown =
        head.lines()
            .filter(it -> it.startsWith("Authorization: "))
            .map(it -> it.substring("Authorization: ".length()))
            .map(it -> it + " " + decoded(it))
            .findFirst()
            .orElse("nothing");
    return """
    HTTP/1.1 %s with %s
    WWW-Authenticate: Basic realm="%s"
    Location: http://127.0.0.1:1/%s/info/refs
    Content-Type: application/x-git-upload-pack-advertisement
    Connection: close

    {"message": "%s"}
    """
        .formatted(status, shown, shown, shown.replace(' ', '/'), shown)
        .replace("\n", "\r\n");
  }

  private static String decoded(String authorization) {
    String[] words = authorization.split(" ", 2);
    return words[0].equals("Basic")
        ? new String(Base64.getDecoder().decode(words[1]), ISO_8859_1)
        : "";
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
