package dev.sluice.gateway.listen;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * What one proxy says of whoever sent it a request.
 *
 * @param sender empty if it doesn't say, or in no address
 * @param scheme empty if it doesn't say
 */
record Hop(Optional<InetAddress> sender, Optional<String> scheme) {
  private static final Pattern WITH_PORT =
      Pattern.compile("\\[([0-9A-Fa-f:.]+)](?::[0-9]+)?|([0-9.]+)(?::[0-9]+)?");

  /** What {@code Forwarded} says (RFC 7239), the farthest proxy first. */
  static List<Hop> forwarded(HttpFields headers) {
    List<Hop> hops = new ArrayList<>();
    for (String element : headers.getCSV(HttpHeader.FORWARDED, true)) {
      hops.add(
          new Hop(
              parameter(element, "for").flatMap(Hop::address),
              parameter(element, "proto").flatMap(Hop::scheme)));
    }
    return hops;
  }

  private static Optional<String> parameter(String element, String name) {
    for (String pair : element.split(";", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).strip().equalsIgnoreCase(name)) {
        return Optional.of(pair.substring(equals + 1).strip().replace("\"", ""));
      }
    }
    return Optional.empty();
  }

  /** What {@code X-Forwarded-For} and {@code X-Forwarded-Proto} say, the farthest proxy first. */
  static List<Hop> xForwarded(HttpFields headers) {
    List<String> senders = headers.getCSV(HttpHeader.X_FORWARDED_FOR, false);
    // Proxies overwrite it more often than they add to it: the last is what the nearest one says.
    Optional<String> scheme =
        headers.getCSV(HttpHeader.X_FORWARDED_PROTO, false).reversed().stream()
            .findFirst()
            .flatMap(Hop::scheme);
    return senders.stream().map(sender -> new Hop(address(sender), scheme)).toList();
  }

  private static Optional<String> scheme(String text) {
    String scheme = text.toLowerCase(Locale.ROOT);
    return Optional.of(scheme).filter(it -> it.equals("http") || it.equals("https"));
  }

  private static Optional<InetAddress> address(String text) {
    Matcher withPort = WITH_PORT.matcher(text);
    String literal = text;
    if (withPort.matches()) {
      literal = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
    }
    try {
      return Optional.of(InetAddress.ofLiteral(literal));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
