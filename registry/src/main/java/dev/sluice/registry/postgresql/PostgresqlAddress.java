package dev.sluice.registry.postgresql;

import dev.sluice.registry.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, and who Sluice is there: {@code
 * postgresql://user@host:port/database?sslmode=verify-full}, with several hosts separated by
 * commas. Never shows the password.
 *
 * @param password empty if it is in a password file, or none is asked for
 */
public record PostgresqlAddress(
    List<Host> hosts, String database, String user, Optional<Secret> password, Tls tls) {
  /** The environment variable that holds the password, as for PostgreSQL's own programs. */
  public static final String PASSWORD_VARIABLE = "PGPASSWORD";

  /**
   * A machine that the database may be on.
   *
   * @param name a name or an address, in brackets if it has colons
   */
  public record Host(String name, int port) {
    static final int USUAL_PORT = 5432;

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    /** Whether nobody else hears what is said to it. */
    boolean isLoopback() {
      return name.equals("localhost") || name.equals("[::1]") || LOOPBACK.matcher(name).matches();
    }

    @Override
    public String toString() {
      return port == USUAL_PORT ? name : name + ":" + port;
    }
  }

  public PostgresqlAddress {
    hosts = List.copyOf(hosts);
  }

  /** Whether that text is meant to be one. */
  public static boolean isMeant(String text) {
    return text.startsWith("postgresql:") || text.startsWith("postgres:");
  }

  /** Whether a password is written in it. */
  public static boolean tellsPassword(String text) {
    return AddressText.of(text).password().isPresent();
  }

  /**
   * The address in {@code text}.
   *
   * @param variables the process's environment variables: PGUSER and PGPASSWORD count where the
   *     text says nothing
   * @throws IllegalArgumentException if it isn't one, saying what is wrong and never a password
   */
  public static PostgresqlAddress parse(String text, Map<String, String> variables) {
    AddressText parts = AddressText.of(text);
    Optional<String> user = parts.user().or(() -> Optional.ofNullable(variables.get("PGUSER")));
    Optional<String> password =
        parts.password().or(() -> Optional.ofNullable(variables.get(PASSWORD_VARIABLE)));
    return new PostgresqlAddress(
        parts.hosts(),
        parts.database(),
        user.filter(it -> !it.isEmpty())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "the registry's address must say who Sluice is there:"
                        + " postgresql://USER@host/database, or set PGUSER")),
        password.filter(it -> !it.isEmpty()).map(Secret::new),
        Tls.of(parts.options(), parts.hosts()));
  }

  /** What an operator should know of how it is reached, if there is something. */
  public Optional<String> warning() {
    return tls.warning(hosts);
  }

  /** Where the database is, whoever asks for it: the same for every user, and by any way. */
  public String place() {
    return "postgresql://" + hostList() + "/" + database;
  }

  /** Without password and options. */
  @Override
  public String toString() {
    return "postgresql://" + user + "@" + hostList() + "/" + database;
  }

  String hostList() {
    return String.join(",", hosts.stream().map(Host::toString).toList());
  }
}
