package dev.sluice.registry.postgresql;

import dev.sluice.registry.postgresql.PostgresqlAddress.Host;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an address as it is written. No {@link java.net.URI}, which knows no list of hosts,
 * and whose errors would quote a password.
 *
 * @param user empty if it says nothing of one
 */
record AddressText(
    Optional<String> user,
    Optional<String> password,
    List<Host> hosts,
    String database,
    Map<String, String> options) {
  private static final Pattern FORM =
      Pattern.compile(
          "postgres(?:ql)?://(?:(?<who>[^/?#]*)@)?(?<hosts>[^@/?#]+)/(?<database>[^/?#]+)"
              + "(?:\\?(?<options>[^#]*))?");
  private static final Pattern HOST =
      Pattern.compile("(?<name>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?");

  static AddressText of(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the registry's address must look like"
              + " postgresql://user@host:5432/database?sslmode=verify-full");
    }
    String[] who = Optional.ofNullable(matcher.group("who")).orElse("").split(":", 2);
    return new AddressText(
        Optional.of(decoded(who[0])).filter(it -> !it.isEmpty()),
        Arrays.stream(who).skip(1).findFirst().map(AddressText::decoded),
        Arrays.stream(matcher.group("hosts").split(",", -1)).map(AddressText::host).toList(),
        decoded(matcher.group("database")),
        options(Optional.ofNullable(matcher.group("options")).orElse("")));
  }

  private static Host host(String text) {
    Matcher matcher = HOST.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a host of the registry's address must be a name or an address, with a port or without:"
              + " db.example.com:5432, or [::1]:5432; a password's @, : and / are written %40, %3A"
              + " and %2F");
    }
    int port =
        Optional.ofNullable(matcher.group("port")).map(Integer::parseInt).orElse(Host.USUAL_PORT);
    return new Host(matcher.group("name"), port);
  }

  private static Map<String, String> options(String text) {
    Map<String, String> options = new HashMap<>();
    for (String option : text.split("&", -1)) {
      if (!option.isEmpty()) {
        String[] parts = option.split("=", 2);
        options.put(parts[0], parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    return options;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Not the cause: it quotes what may be a password.
      throw new IllegalArgumentException(
          "the registry's address has a % that isn't followed by two hexadecimal digits: write %25"
              + " for a % itself");
    }
  }
}
