package dev.sluice.registry.postgresql;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** Says in words what it means for the registry when PostgreSQL fails, and what to do. */
record Failures(PostgresqlAddress address) {
  /**
   * What can't be kept as it is: values of no such type, or against a constraint, or over a limit.
   * Classes of SQLSTATE, of PostgreSQL's Appendix A.
   */
  private static final Set<String> REFUSED = Set.of("22", "23", "54");

  RegistryException explain(String action, SQLException cause) {
    String message =
        "The registry "
            + address
            + " couldn't be "
            + action
            + ": "
            + advice(cause)
            + ". What was asked has not happened";
    return REFUSED.contains(state(cause, 2))
        ? new UnwritableException(message, cause)
        : new RegistryException(message, cause);
  }

  /** The answer to a commit didn't come. */
  RegistryException unsure(SQLException cause) {
    String message =
        "The registry "
            + address
            + " was lost while it was written: "
            + advice(cause)
            + ". Whether what was asked has happened isn't known: look before you ask again";
    return new RegistryException(message, cause);
  }

  RegistryException busy() {
    return new RegistryException(
        "The registry "
            + address
            + " couldn't be written: too many wait to write to it. What was asked has not happened."
            + " Try again");
  }

  RegistryException closed() {
    return new RegistryException("The registry " + address + " has been closed");
  }

  /** Whether what was asked for was locked for too long. */
  static boolean isLocked(SQLException cause) {
    return state(cause).equals("55P03");
  }

  /** Whether the server didn't say so, so that it may have gone on. */
  static boolean isSilence(SQLException cause) {
    return state(cause).startsWith("08");
  }

  /** Whether the connection is gone, so that another may do. */
  static boolean isBroken(SQLException cause) {
    boolean late = cause.getCause() instanceof SocketTimeoutException;
    return !late && (isSilence(cause) || state(cause).startsWith("57P0"));
  }

  private static String state(SQLException cause) {
    return cause.getSQLState() == null ? "" : cause.getSQLState();
  }

  private static String state(SQLException cause, int length) {
    String state = state(cause);
    return state.substring(0, Math.min(length, state.length()));
  }

  private static String advice(SQLException cause) {
    if (cause instanceof SQLTransientConnectionException
        && cause.getCause() instanceof SQLException deeper) {
      return advice(deeper);
    }
    String state = state(cause);
    return switch (state) {
      case "28000", "28P01" ->
          "the server refuses the user or the password. Check the address, PGPASSWORD and the"
              + " password file ("
              + text(cause)
              + ")";
      case "3D000" -> "there is no such database. Make it first: createdb";
      case "42501" -> "the user may not do that there (" + text(cause) + "). Make it the owner";
      case "53100" -> "the server's disk is full. Make room and try again";
      case "53300" -> "the server has no connection left. Raise its max_connections";
      case "55P03" -> "another process held its turn to write for too long. Try again";
      case "57014" -> "it took too long. Try again; if it stays so, see what the server is doing";
      case "25006" -> "the server only reads: it is a standby. Name the primary";
      default -> advice(state(cause, 2), cause);
    };
  }

  private static String advice(String stateClass, SQLException cause) {
    return switch (stateClass) {
      case "08", "57" -> "the server is away or doesn't answer (" + text(cause) + ")";
      case "XX" -> "the server says it is damaged (" + text(cause) + "). Restore a backup";
      default -> text(cause);
    };
  }

  private static String text(SQLException cause) {
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
