package dev.sluice.syncworker.fetch;

import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.syncworker.reach.Credential;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.transport.URIish;

/** A repository to fetch from, or why it isn't fetched from. */
sealed interface Remote {
  /**
   * It may be fetched from.
   *
   * @param uri without a password, and without a user but over SSH
   * @param login what the address held; credentials have a place of their own by now
   */
  record Allowed(URIish uri, Optional<Credential.Login> login) implements Remote {
    static Allowed of(URIish given) {
      String user = given.getUser();
      if (Kind.of(given) == Kind.SSH) {
        return new Allowed(given.setPass(null).setUser(user == null ? "git" : user), NOBODY);
      }
      Optional<Credential.Login> login =
          Optional.ofNullable(given.getPass())
              .map(pass -> new Credential.Login(user == null ? "" : user, new Secret(pass)));
      return new Allowed(given.setPass(null).setUser(null), login);
    }

    /** What is shown to the host: what the environment has, or else what the address holds. */
    Credential shown(Credential credential) {
      return credential instanceof Credential.None
          ? login.<Credential>map(it -> it).orElse(credential)
          : credential;
    }

    /** Why that can't be shown there; empty if it can. */
    Optional<String> misfit(Credential credential) {
      boolean ssh = Kind.of(uri) == Kind.SSH;
      boolean key = credential instanceof Credential.Key;
      if (ssh && !key) {
        return Optional.of(
            "Over SSH a deploy key is needed: put the environment again, with its URL");
      }
      return key && !ssh
          ? Optional.of("A deploy key is for SSH only: put the environment again, with its URL")
          : Optional.empty();
    }

    /** Whether it lies on this machine's disk. */
    boolean isLocal() {
      return uri.getHost() == null;
    }

    /** Where it lies, if it does so on this machine's disk. */
    Path path() {
      return Path.of(uri.getPath());
    }

    /** Names the remote. */
    String fingerprint() {
      return Digest.of(uri.toPrivateString()).value();
    }

    /** The address without its credentials. */
    @Override
    public String toString() {
      return uri.toString();
    }
  }

  Optional<Credential.Login> NOBODY = Optional.empty();

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
    if (isAmbiguous(url)) {
      return new Refused(AMBIGUOUS);
    }
    return switch (Kind.of(uri)) {
      case HTTPS, SSH -> Allowed.of(uri);
      case LOCAL -> allowLocal ? Allowed.of(uri) : new Refused(LOCAL_REFUSED);
      case OTHER -> new Refused(SCHEME_REFUSED);
    };
  }

  /**
   * Whether others may take the address for another host's than Git's readers do, as that of {@code
   * https://a#@b}: what was given for the one would be shown to the other.
   */
  private static boolean isAmbiguous(String url) {
    int scheme = url.indexOf("://");
    String rest = scheme < 0 ? url : url.substring(scheme + 3);
    String authority = scheme < 0 ? rest : rest.split("/", 2)[0];
    return authority.indexOf('@') != authority.lastIndexOf('@')
        || (scheme >= 0 && authority.chars().anyMatch(it -> "?#\\".indexOf(it) >= 0));
  }

  String AMBIGUOUS =
      "The repository's address can be taken for one of two hosts: leave ?, #, \\ and a second @"
          + " out of the environment's repository.url";

  String LOCAL_REFUSED =
      "Local and unencrypted repositories (file:, paths, http:) are switched off: use https://… or"
          + " ssh://…, or"
          + " start Sluice with --allow-local-repositories";

  String SCHEME_REFUSED =
      "Repositories are fetched over https:// and SSH only, not over git: or any other way: change"
          + " the environment's repository.url";

  /** What sort of address it is. */
  enum Kind {
    HTTPS,
    SSH,
    LOCAL,
    OTHER;

    static Kind of(URIish uri) {
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      return switch (scheme) {
        case "https" -> uri.getHost() == null ? OTHER : HTTPS;
        case "ssh" -> isHost(uri) ? SSH : OTHER;
        case "http" -> uri.getHost() == null ? OTHER : LOCAL;
        case "file" -> uri.getHost() == null ? LOCAL : OTHER;
        case "" -> isAbsolutePath(uri) ? LOCAL : isShortSsh(uri) ? SSH : OTHER;
        default -> OTHER;
      };
    }

    /** {@code git@host:path}. */
    private static boolean isShortSsh(URIish uri) {
      return uri.getUser() != null && isHost(uri);
    }

    private static boolean isHost(URIish uri) {
      return uri.getHost() != null && !uri.getHost().startsWith("-") && uri.getPath() != null;
    }

    private static boolean isAbsolutePath(URIish uri) {
      return uri.getHost() == null && uri.getUser() == null && Path.of(uri.getPath()).isAbsolute();
    }
  }
}
