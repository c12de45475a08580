package dev.sluice.cli;

import dev.sluice.gateway.GatewaySettings;
import dev.sluice.gateway.HttpServer;
import dev.sluice.gateway.ServerSettings;
import dev.sluice.gateway.listen.TlsException;
import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The servers of a process: one for each place it listens at, each with the routes of the doors
 * that are there and those that tell how the process is. Closing it stops them all at once.
 */
final class FrontDoors implements AutoCloseable {
  private final Listening listening;
  private final Map<Door, Consumer<RoutesConfig>> routes;
  private final Consumer<RoutesConfig> health;
  private final List<Opened> opened = new ArrayList<>();

  /**
   * Where one server listens.
   *
   * @param alone the door that took any free port for itself
   */
  private record Place(Address address, Optional<Door> alone) {}

  /** A server that runs. */
  private record Opened(Set<Door> doors, URI uri, Javalin server) {
    String words() {
      return doors.stream().map(Door::label).collect(Collectors.joining(", ", uri + " (", ")"));
    }
  }

  private FrontDoors(
      Listening listening,
      Map<Door, Consumer<RoutesConfig>> routes,
      Consumer<RoutesConfig> health) {
    this.listening = listening;
    this.routes = routes;
    this.health = health;
  }

  /**
   * Opens them.
   *
   * @param health the routes that every one of them has
   * @throws CommandFailure if one can't be opened; then none is
   */
  static FrontDoors open(
      Listening listening,
      Map<Door, Consumer<RoutesConfig>> routes,
      Consumer<RoutesConfig> health) {
    FrontDoors doors = new FrontDoors(listening, new EnumMap<>(routes), health);
    try {
      doors.places().forEach(doors::open);
      return doors;
    } catch (RuntimeException | Error e) {
      doors.close();
      throw e;
    }
  }

  /** A process without a door listens too, and tells how it is. */
  private Map<Place, Set<Door>> places() {
    Map<Place, Set<Door>> places = new LinkedHashMap<>();
    if (routes.isEmpty()) {
      places.put(new Place(listening.usual(), Optional.empty()), EnumSet.noneOf(Door.class));
    }
    for (Door door : routes.keySet()) {
      places.computeIfAbsent(place(door), place -> EnumSet.noneOf(Door.class)).add(door);
    }
    return places;
  }

  private Place place(Door door) {
    Address own = listening.own().get(door);
    return own == null
        ? new Place(listening.usual(), Optional.empty())
        : new Place(own, own.port() == 0 ? Optional.of(door) : Optional.empty());
  }

  private void open(Place place, Set<Door> doors) {
    List<Consumer<RoutesConfig>> parts = new ArrayList<>();
    doors.forEach(door -> parts.add(routes.get(door)));
    parts.add(health);
    Address address = place.address();
    ServerSettings settings =
        ServerSettings.of(address.host(), address.port(), GatewaySettings.DEFAULT.runsAtOnce())
            .with(listening.entry());
    try {
      Javalin server = HttpServer.create(settings, parts).start();
      opened.add(new Opened(doors, uri(address.host(), server.port()), server));
    } catch (JavalinBindException e) {
      throw new CommandFailure(
          1,
          "can't listen on %s: %s. Choose another with %s"
              .formatted(address, why(e), options(doors)));
    } catch (TlsException e) {
      throw new CommandFailure(1, String.valueOf(e.getMessage()));
    }
  }

  /** The system's own words, which end no sentence. */
  private static String why(JavalinBindException e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).replaceAll("[.\\s]+$", "");
  }

  private URI uri(String host, int port) {
    return URI.create(listening.entry().scheme() + "://" + new Address(host, port));
  }

  private String options(Set<Door> doors) {
    List<String> own =
        doors.stream().filter(listening.own()::containsKey).map(Door::option).toList();
    return own.isEmpty() ? "--port and --host" : String.join(" and ", own);
  }

  /** Where administrators call, or else the first address there is. */
  URI uri() {
    return opened.stream()
        .filter(it -> it.doors().contains(Door.ADMIN))
        .findFirst()
        .orElse(opened.getFirst())
        .uri();
  }

  /** Where it listens, in words. */
  String words() {
    return opened.size() == 1
        ? String.valueOf(uri())
        : opened.stream().map(Opened::words).collect(Collectors.joining(", "));
  }

  /** All at once: each waits for requests under way, and whoever ended this process won't wait. */
  @Override
  public void close() {
    List<Thread> stopping =
        opened.stream()
            .map(it -> Thread.ofPlatform().name("stopping").start(it.server()::stop))
            .toList();
    try {
      for (Thread thread : stopping) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
