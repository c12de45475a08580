package dev.sluice.registry.sql;

import dev.sluice.registry.Signals;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Word that something was committed, as processes pass it on. */
public sealed interface News {
  /** Something of the whole registry: there may be something to do, or to read anew. */
  enum Work implements News {
    SYNC_QUEUED,
    CONNECTION_TEST_ASKED,
    NOTICE_DUE,
    KEYS_CHANGED;

    @Override
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is live in an environment, or how it is set, is different. */
  record EnvironmentChanged(EnvironmentName environment) implements News {
    private static final String WORD = "environment_changed ";

    @Override
    public String text() {
      return WORD + environment;
    }

    private static Optional<EnvironmentChanged> parse(String text) {
      return text.startsWith(WORD)
          ? EnvironmentName.parse(text.substring(WORD.length())).map(EnvironmentChanged::new)
          : Optional.empty();
    }
  }

  /** Short, and read by processes of other versions. */
  String text();

  /** What {@link #text} gave; empty if another version's gave it. */
  static Optional<News> parse(String text) {
    Stream<News> work = Arrays.stream(Work.values());
    return work.filter(it -> it.text().equals(text))
        .findFirst()
        .or(() -> EnvironmentChanged.parse(text));
  }

  /** Tells this process's listeners. */
  default void tell(Signals signals) {
    switch (this) {
      case Work.SYNC_QUEUED -> signals.syncQueued();
      case Work.CONNECTION_TEST_ASKED -> signals.connectionTestAsked();
      case Work.NOTICE_DUE -> signals.noticeDue();
      case Work.KEYS_CHANGED -> signals.keysChanged();
      case EnvironmentChanged(EnvironmentName environment) ->
          signals.environmentChanged(environment);
    }
  }
}
