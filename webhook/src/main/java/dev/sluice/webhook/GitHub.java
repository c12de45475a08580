package dev.sluice.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * GitHub, as it documents its webhooks: a hexadecimal HMAC in {@code X-Hub-Signature-256}, over the
 * body as it was sent, whichever of its two content types it has.
 */
final class GitHub implements GitHost {
  private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-fA-F]{64})");
  private static final int LONGEST_ID = 100;

  @Override
  public Optional<Delivery> delivery(Function<String, @Nullable String> header) {
    Matcher signature = SIGNATURE.matcher(text(header, "X-Hub-Signature-256"));
    if (!signature.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Delivery(
            text(header, "X-GitHub-Delivery"),
            text(header, "X-GitHub-Event"),
            text(header, "Content-Type"),
            signature.group(1)));
  }

  private static String text(Function<String, @Nullable String> header, String name) {
    String value = header.apply(name);
    return value == null ? "" : value;
  }

  @Override
  public Message read(Delivery delivery, InputStream body) throws IOException {
    if (delivery.id().isEmpty() || delivery.id().length() > LONGEST_ID) {
      return new Message.Unreadable("the header X-GitHub-Delivery must name the delivery");
    }
    return switch (delivery.event()) {
      case "push" -> push(json(delivery, body));
      case "ping" -> new Message.Ping();
      case "" -> new Message.Unreadable("the header X-GitHub-Event must say what happened");
      default -> new Message.Other(delivery.event());
    };
  }

  private static InputStream json(Delivery delivery, InputStream body) {
    return delivery.contentType().startsWith("application/x-www-form-urlencoded")
        ? new FormField(body, "payload")
        : body;
  }

  private static Message push(InputStream json) throws IOException {
    try {
      return GitHubPush.read(json).message();
    } catch (JacksonIOException e) {
      throw e.getCause();
    } catch (StreamConstraintsException e) {
      return new Message.Unreadable(
          "the push%s has a `ref` or an `after` of more than %,d characters, or is nested too deeply"
              .formatted(where(e), GitHubPush.LONGEST_STRING));
    } catch (JacksonException e) {
      return new Message.Unreadable(
          "the push isn't JSON%s; it must be what GitHub sends, unchanged and whole"
              .formatted(where(e)));
    }
  }

  private static String where(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
  }
}
