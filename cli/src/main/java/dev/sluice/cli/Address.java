package dev.sluice.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where to listen.
 *
 * @param port 0 for any that is free
 */
public record Address(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("([^:\\[\\]\\s]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");

  public Address {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + port);
    }
  }

  /**
   * The address in a text such as {@code 127.0.0.1:8080} or {@code [::1]:8080}.
   *
   * @throws IllegalArgumentException if there's none in it
   */
  static Address parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "`%s` is no address to listen on, such as 127.0.0.1:8080, 0.0.0.0:8080 or [::1]:8080"
              .formatted(text));
    }
    String host = form.group(1).replaceAll("[\\[\\]]", "");
    return new Address(host, Integer.parseInt(form.group(2)));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
