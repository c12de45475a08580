package dev.sluice.registry.postgresql;

import dev.sluice.registry.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** How connections to one database are made. */
record Connections(PostgresqlAddress address, Patience patience) {
  /**
   * What a connection is told first. Plans are made for the values at hand: a list by a common
   * value and one by a rare value are found in different ways. What a transaction has read before
   * it takes its turn to write must not be kept, so it isn't left to the server's settings; nor is
   * whether a commit is durable, though a server may be set to wait for more than that.
   */
  private String greeting() {
    long statement = patience.statement().toMillis();
    return """
    SET statement_timeout = %d;
    SET lock_timeout = %d;
    SET idle_in_transaction_session_timeout = %d;
    SET default_transaction_isolation = 'read committed';
    SET plan_cache_mode = force_custom_plan;
    SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') = 'off'
    """
        .formatted(statement, patience.lock().toMillis(), 6 * statement);
  }

  /** Connections that aren't pooled, greeted. */
  DataSource source() {
    PGSimpleDataSource source = new Greeting(greeting());
    source.setUrl("jdbc:postgresql://" + address.hostList() + "/" + encoded(address.database()));
    try {
      for (Map.Entry<String, String> property : properties().entrySet()) {
        source.setProperty(property.getKey(), property.getValue());
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the driver refuses how it is set", e);
    }
    source.setUser(address.user());
    Optional<String> password = address.password().map(Secret::reveal);
    password.ifPresent(source::setPassword);
    return source;
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new TreeMap<>(address.tls().properties());
    properties.put("ApplicationName", "sluice");
    properties.put("connectTimeout", seconds(patience.connect()));
    properties.put("loginTimeout", seconds(patience.connect().multipliedBy(2)));
    properties.put("socketTimeout", seconds(patience.silence()));
    properties.put("tcpKeepAlive", "true");
    // Of several hosts, the one that can be written to.
    properties.put("targetServerType", "primary");
    properties.put("hostRecheckSeconds", "1");
    properties.put("gssEncMode", "disable");
    // Details quote what was to be written.
    properties.put("logServerErrorDetail", "false");
    return properties;
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
