package dev.sluice.runtime.fetch;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a URL as browsers do where they are more lenient than RFC 3986: what may not stand in a
 * path or query is encoded, and a host in letters beyond ASCII gets its ASCII name.
 */
final class Target {
  private static final Pattern FORM =
      Pattern.compile("(?<front>[^:/?#]*://)(?<authority>[^/?]*)(?<rest>.*)", Pattern.DOTALL);
  private static final Pattern HOST = Pattern.compile("(?<host>[^@\\[\\]:]*)(?<port>(:.*)?)");

  /** After a scheme, a port: what was taken for the scheme is a host. */
  private static final Pattern PORT = Pattern.compile("^\\d+(/|$)");

  private static final int LAST_PORT = 65_535;

  /** In characters; what servers take is shorter. */
  private static final int LONGEST = 16 * 1024;

  /** In characters, as RFC 1035 has it. To look at more would take long. */
  private static final int LONGEST_HOST = 255;

  private static final String ALLOWED = "-._~!$&'()*+,;=:@/?";

  private Target() {}

  /**
   * @throws Refused if it isn't a whole URL of http or https
   */
  static URI read(String url) throws Refused {
    if (url.length() > LONGEST) {
      throw new Refused("The URL is longer than %,d characters".formatted(LONGEST));
    }
    String text = withoutFragment(url.strip());
    URI target = parsed(text);
    if (target.getScheme() == null || PORT.matcher(target.getRawSchemeSpecificPart()).find()) {
      throw new Refused(
          "A fetch needs a whole URL such as https://example.com/path, not \""
              + shown(text)
              + "\"");
    }
    check(target);
    return target;
  }

  /**
   * @throws Refused if it can't be fetched, by its form alone; a redirect's target too
   */
  static void check(URI target) throws Refused {
    String scheme = target.getScheme();
    if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
      throw new Refused("Only http: and https: can be fetched, not " + scheme + ":");
    }
    if (target.getHost() == null) {
      throw new Refused(
          "The URL \"" + shown(target.toString()) + "\" names no host, or one that can't be read");
    }
    if (target.getPort() > LAST_PORT) {
      throw new Refused(
          "The URL names port " + target.getPort() + ", and the last is " + LAST_PORT);
    }
  }

  /** Without what may hold secrets: its query, and a user's name and password. */
  private static String shown(String url) {
    int query = url.indexOf('?');
    String front = query < 0 ? url : url.substring(0, query);
    return front.substring(front.lastIndexOf('@') + 1);
  }

  private static URI parsed(String text) throws Refused {
    Matcher form = FORM.matcher(text);
    try {
      return new URI(
          form.matches()
              ? form.group("front") + ascii(form.group("authority")) + encoded(form.group("rest"))
              : text);
    } catch (URISyntaxException e) {
      throw new Refused("The URL can't be read: " + e.getReason());
    } catch (RuntimeException e) {
      // Whatever the JDK makes of letters that no name may have.
      throw new Refused("The URL can't be read: its host has no name in ASCII");
    }
  }

  private static String withoutFragment(String url) {
    int hash = url.indexOf('#');
    return hash < 0 ? url : url.substring(0, hash);
  }

  private static String ascii(String authority) {
    Matcher parts = HOST.matcher(authority);
    if (authority.chars().allMatch(c -> c < 0x80) || !parts.matches()) {
      return authority;
    }
    String host = parts.group("host");
    if (host.length() > LONGEST_HOST) {
      throw new IllegalArgumentException("longer than any name");
    }
    return IDN.toASCII(host) + parts.group("port");
  }

  private static String encoded(String rest) {
    StringBuilder encoded = new StringBuilder(rest.length());
    for (int at = 0; at < rest.length(); at += Character.charCount(rest.codePointAt(at))) {
      int character = rest.codePointAt(at);
      if (isAllowed(character) || (character == '%' && isEscape(rest, at))) {
        encoded.appendCodePoint(character);
      } else {
        appendEncoded(encoded, Character.toString(character));
      }
    }
    return encoded.toString();
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ALLOWED.indexOf(c) >= 0;
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length() && isHex(text.charAt(at + 1)) && isHex(text.charAt(at + 2));
  }

  private static boolean isHex(char c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  private static void appendEncoded(StringBuilder encoded, String character) {
    for (byte octet : character.getBytes(StandardCharsets.UTF_8)) {
      encoded.append(String.format("%%%02X", octet));
    }
  }
}
