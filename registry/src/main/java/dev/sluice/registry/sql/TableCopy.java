package dev.sluice.registry.sql;

import dev.sluice.registry.RegistryException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;

/** Copies one table's rows from one database to another's of the same columns. */
final class TableCopy {
  private record Column(String name, boolean isBoolean) {}

  private final String table;
  private final Progress progress;

  TableCopy(String table, Consumer<String> progress) {
    this.table = table;
    this.progress = new Progress("rows of " + table + " copied", progress);
  }

  static boolean isEmpty(Handle moment, String table) {
    return moment
        .createQuery("SELECT NOT EXISTS (SELECT 1 FROM %s)".formatted(table))
        .mapTo(Boolean.class)
        .one();
  }

  /** How many rows that was. */
  long run(Handle source, Handle target) {
    List<Column> columns = columns(target);
    try (Query query = source.createQuery(selection(columns))) {
      ResultIterable<Object[]> rows =
          query.setFetchSize(Bulk.fetched(table)).map((row, _) -> values(row, columns));
      String sql = insertion(columns);
      rows.useIterator(it -> Bulk.inParts(it, TableCopy::bytes, part -> insert(target, sql, part)));
    }
    return verified(source, target);
  }

  private void insert(Handle target, String sql, List<Object[]> rows) {
    try (PreparedBatch batch = target.prepareBatch(sql)) {
      rows.forEach(batch::add);
      batch.execute();
    }
    progress.add(rows.size());
  }

  /** Each of the values is an {@link Optional}. */
  private static long bytes(Object[] values) {
    return Arrays.stream(values)
        .mapToLong(value ->
            switch (value) {
              case Optional<?> some when some.orElse(null) instanceof byte[] bytes -> bytes.length;
              case Optional<?> some when some.orElse(null) instanceof String text -> text.length();
              default -> Long.BYTES;
            })
        .sum();
  }

  private String selection(List<Column> columns) {
    boolean inOrder = columns.stream().anyMatch(column -> column.name().equals("seq"));
    return "SELECT " + names(columns) + " FROM " + table + (inOrder ? " ORDER BY seq" : "");
  }

  private String insertion(List<Column> columns) {
    String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
    return "INSERT INTO " + table + " (" + names(columns) + ") VALUES (" + places + ")";
  }

  private static String names(List<Column> columns) {
    return columns.stream()
        .map(column -> '"' + column.name() + '"')
        .collect(Collectors.joining(", "));
  }

  private List<Column> columns(Handle target) {
    String nothing = "SELECT * FROM " + table + " WHERE 1 = 0";
    try (PreparedStatement statement = target.getConnection().prepareStatement(nothing);
        ResultSet none = statement.executeQuery()) {
      ResultSetMetaData data = none.getMetaData();
      List<Column> columns = new ArrayList<>();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        int type = data.getColumnType(i);
        columns.add(new Column(data.getColumnName(i), type == Types.BIT || type == Types.BOOLEAN));
      }
      return columns;
    } catch (SQLException e) {
      throw new RegistryException("The table " + table + " can't be looked at", e);
    }
  }

  private Object[] values(ResultSet row, List<Column> columns) throws SQLException {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(Optional.ofNullable(row.getObject(i + 1)), columns.get(i));
    }
    return values;
  }

  private Optional<Object> value(Optional<Object> found, Column column) {
    return found.map(it ->
        switch (it) {
          // SQLite has no booleans, and takes them as numbers.
          case Number number when column.isBoolean() -> number.longValue() != 0;
          // It also keeps a NUL as it is, and earlier versions let it.
          case String text when table.equals("bundles") -> Verbatim.written(Verbatim.read(text));
          default -> it;
        });
  }

  private long verified(Handle source, Handle target) {
    long there = count(source);
    long here = count(target);
    if (there != here) {
      throw new RegistryException(
          "Of %d rows of %s, %d were copied: nothing is kept of the copy"
              .formatted(there, table, here));
    }
    return here;
  }

  private long count(Handle moment) {
    return moment.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one();
  }
}
