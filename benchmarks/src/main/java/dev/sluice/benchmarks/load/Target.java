package dev.sluice.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;

/** What is asked of a server, again and again: the bytes of one whole HTTP request. Immutable. */
public final class Target {
  private final InetSocketAddress address;
  private final byte[] request;

  private Target(InetSocketAddress address, byte[] request) {
    this.address = address;
    this.request = request;
  }

  /** A POST of that body. */
  public static Target post(URI uri, Map<String, String> headers, String body) {
    byte[] content = body.getBytes(UTF_8);
    StringBuilder head = new StringBuilder("POST " + uri.getRawPath() + " HTTP/1.1\r\n");
    head.append("Host: ").append(uri.getAuthority()).append("\r\n");
    head.append("Content-Type: application/json\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(content.length).append("\r\n\r\n");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(US_ASCII));
    bytes.writeBytes(content);
    return new Target(new InetSocketAddress(uri.getHost(), uri.getPort()), bytes.toByteArray());
  }

  InetSocketAddress address() {
    return address;
  }

  byte[] request() {
    return request.clone();
  }
}
