package dev.sluice.registry.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkTest {
  private static final int MEGABYTE = 1 << 20;

  @Test
  void inParts_shortRows_areManyAtOnce() {
    assertThat(parts(Collections.nCopies(1001, 100))).containsExactly(500, 500, 1);
  }

  @Test
  void inParts_longRows_areFewAtOnce() {
    assertThat(parts(Collections.nCopies(7, 3 * MEGABYTE))).containsExactly(3, 3, 1);
  }

  @Test
  void inParts_rowLongerThanAPart_isAlone() {
    assertThat(parts(List.of(20 * MEGABYTE, 20 * MEGABYTE, 1))).containsExactly(1, 1, 1);
  }

  /** How many rows each part has, of rows that long. */
  private static List<Integer> parts(List<Integer> rows) {
    List<Integer> parts = new ArrayList<>();
    Bulk.inParts(rows.iterator(), Integer::longValue, part -> parts.add(part.size()));
    return parts;
  }
}
