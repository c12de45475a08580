package dev.sluice.syncworker.fetch;

import dev.sluice.registry.deployment.Digest;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** A repository to fetch from, or why it isn't fetched from. */
sealed interface Remote {
  /** It may be fetched from. */
  record Allowed(URIish uri) implements Remote {
    /** {@code message} without the user and password that the address may hold. */
    String redact(String message) {
      return without(uri.getUser(), without(uri.getPass(), message));
    }

    private static String without(@Nullable String credential, String message) {
      return credential == null || credential.isEmpty()
          ? message
          : message.replace(credential, "***");
    }

    /** Names the remote, credentials included, without telling them. */
    String fingerprint() {
      return Digest.of(uri.toPrivateString()).value();
    }

    /** The address without its credentials. */
    @Override
    public String toString() {
      return uri.setPass(null).setUser(null).toString();
    }
  }

  /** It may not; {@code reason} says why and what to do. */
  record Refused(String reason) implements Remote {}

  /**
   * The remote at {@code url}.
   *
   * @param allowLocal whether paths on this machine, {@code file:} and {@code http:} are allowed
   */
  static Remote parse(String url, boolean allowLocal) {
    URIish uri;
    try {
      uri = new URIish(url);
    } catch (URISyntaxException e) {
      return new Refused("The repository's address isn't one: use https://host/path");
    }
    return switch (Kind.of(uri)) {
      case HTTPS -> new Allowed(uri);
      case LOCAL -> allowLocal ? new Allowed(uri) : new Refused(LOCAL_REFUSED);
      case OTHER -> new Refused(SCHEME_REFUSED);
    };
  }

  String LOCAL_REFUSED =
      "Local and unencrypted repositories (file:, paths, http:) are switched off: use https://…, or"
          + " start Sluice with --allow-local-repositories";

  String SCHEME_REFUSED =
      "Repositories are fetched over https:// only, not over SSH, git: or any other way: change the"
          + " environment's repository.url";

  /** What sort of address it is. */
  enum Kind {
    HTTPS,
    LOCAL,
    OTHER;

    static Kind of(URIish uri) {
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      return switch (scheme) {
        case "https" -> uri.getHost() == null ? OTHER : HTTPS;
        case "http" -> uri.getHost() == null ? OTHER : LOCAL;
        case "file" -> uri.getHost() == null ? LOCAL : OTHER;
        case "" -> isAbsolutePath(uri) ? LOCAL : OTHER;
        default -> OTHER;
      };
    }

    private static boolean isAbsolutePath(URIish uri) {
      return uri.getHost() == null && uri.getUser() == null && Path.of(uri.getPath()).isAbsolute();
    }
  }
}
