package dev.sluice.registry.sql;

import dev.sluice.registry.Signals;
import dev.sluice.registry.environment.EnvironmentName;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** A database, whom to tell of what is written to it, and what is looked at before. Thread-safe. */
record Database(Store store, Signals signals, Consumer<Handle> first) {

  /** The same database, whose every transaction that writes begins with that. */
  Database first(Consumer<Handle> check) {
    return new Database(store, signals, first.andThen(check));
  }

  /** Runs {@code work} in a transaction, which is durable on return and undone on a throw. */
  <T> T write(Function<Handle, T> work) {
    return store.write(checked(work));
  }

  /** {@link #write} for work that has nothing to tell. */
  void writing(Consumer<Handle> work) {
    write(transaction -> {
      work.accept(transaction);
      return true;
    });
  }

  /** {@link #write}, of which the news are then told, here and to other processes. */
  <T> T write(Function<Handle, T> work, Function<T, List<News>> news) {
    T result =
        write(transaction -> {
          T done = work.apply(transaction);
          store.announce(transaction, news.apply(done));
          return done;
        });
    news.apply(result).forEach(it -> it.tell(signals));
    return result;
  }

  /** {@link #write} of what changes an environment. */
  <T> T change(EnvironmentName environment, Function<Handle, T> work) {
    return write(work, _ -> List.of(new News.EnvironmentChanged(environment)));
  }

  /** {@link #write} for what writes runs and nothing else. */
  <T> T writeRuns(Function<Handle, T> work) {
    return store.writeRuns(checked(work));
  }

  /** Runs {@code work}, as {@link Store#writeLoosely} does. */
  <T> T writeLoosely(Function<Handle, T> work) {
    return store.writeLoosely(work);
  }

  private <T> Function<Handle, T> checked(Function<Handle, T> work) {
    return transaction -> {
      first.accept(transaction);
      return work.apply(transaction);
    };
  }

  /** Runs {@code work} on the database as it is at one moment. */
  <T> T read(Function<Handle, T> work) {
    return store.read(work);
  }
}
