package dev.sluice.registry.postgresql;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * How texts are bound: with a replacement for each NUL, which PostgreSQL keeps in no text. They
 * come from outside, and refusing a sync's log for one would be worse.
 */
final class TextArguments extends AbstractArgumentFactory<String> {
  TextArguments() {
    super(Types.VARCHAR);
  }

  @Override
  protected Argument build(String value, ConfigRegistry config) {
    String kept = value.replace('\0', '\ufffd');
    return (position, statement, context) -> statement.setString(position, kept);
  }
}
