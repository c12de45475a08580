package dev.sluice.registry.postgresql;

import dev.sluice.registry.postgresql.PostgresqlAddress.Host;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the connection to the database is protected.
 *
 * @param mode PostgreSQL's {@code sslmode}
 * @param files PostgreSQL's {@code sslrootcert}, {@code sslcert} and {@code sslkey}, those given
 */
record Tls(String mode, Map<String, String> files) {
  private static final String SAFE = "verify-full";
  private static final Set<String> PLAIN = Set.of("disable", "allow", "prefer");
  private static final List<String> MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", SAFE);
  private static final String AUTHORITIES = "sslrootcert";
  private static final Set<String> FILES = Set.of(AUTHORITIES, "sslcert", "sslkey");

  Tls {
    files = Map.copyOf(files);
  }

  static Tls of(Map<String, String> options, List<Host> hosts) {
    Map<String, String> files = new TreeMap<>(options);
    String usual = hosts.stream().allMatch(Host::isLoopback) ? "prefer" : SAFE;
    String mode = Optional.ofNullable(files.remove("sslmode")).orElse(usual);
    if (!MODES.contains(mode)) {
      throw new IllegalArgumentException(
          "sslmode in the registry's address must be one of " + String.join(", ", MODES));
    }
    Set<String> unknown = new TreeSet<>(files.keySet());
    unknown.removeAll(FILES);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "the registry's address may have the options sslmode, sslrootcert, sslcert and sslkey,"
              + " and not "
              + String.join(", ", unknown));
    }
    // Else the driver looks for one in the home directory.
    if (isVerified(mode) && !files.isEmpty() && !files.containsKey(AUTHORITIES)) {
      throw new IllegalArgumentException(
          "sslcert and sslkey in the registry's address need sslrootcert beside them: a file with"
              + " the certificate of the authority that the server's is of");
    }
    return new Tls(mode, files);
  }

  private static boolean isVerified(String mode) {
    return mode.startsWith("verify");
  }

  /** What the driver is told. */
  Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>(files);
    properties.put("sslmode", mode);
    // Else the driver asks for a file in the home directory.
    if (isVerified(mode) && files.isEmpty()) {
      properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    }
    return properties;
  }

  Optional<String> warning(List<Host> hosts) {
    if (mode.equals(SAFE) || hosts.stream().allMatch(Host::isLoopback)) {
      return Optional.empty();
    }
    String danger =
        PLAIN.contains(mode)
            ? "whoever is on the way can read and change what is said to it, API keys' grants and"
                + " workflows' code included"
            : "whoever is on the way can pose as it";
    return Optional.of(
        "The registry's database is reached with sslmode="
            + mode
            + ": "
            + danger
            + ". Use sslmode=verify-full");
  }
}
