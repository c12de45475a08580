package dev.sluice.gateway.http;

import dev.sluice.registry.OutdatedKeyException;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.UnwritableException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns everything that ends a request early into a problem that gives nothing internal away. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final Duration REGISTRY_PAUSE = Duration.ofSeconds(5);
  private static final Duration STOPPING_PAUSE = Duration.ofSeconds(1);

  private Problems() {}

  /** Adds the handlers to a server. */
  public static void handle(JavalinConfig config) {
    config.routes.exception(HttpResponseException.class, Problems::ofJavalin);
    config.routes.exception(Exception.class, (e, ctx) -> of(e, line(ctx)).write(ctx));
    config.router.javaLangErrorHandler(Problems::error);
  }

  private static String line(Context ctx) {
    return ctx.method() + " " + ctx.path();
  }

  /** The problem that a request ended with; what isn't the caller's doing is logged. */
  static HttpProblem of(Throwable e, String request) {
    return switch (e) {
      case Refusal refusal -> refusal.problem();
      case UnwritableException refused -> unwritable(refused, request);
      case OutdatedKeyException outdated -> keyOutdated(outdated, request);
      case RegistryException away -> registryAway(away, request);
      // A body that isn't framed as HTTP asks.
      case HttpException.RuntimeException malformed -> ofStatus(malformed.getCode());
      case IOException gone -> brokenOff(gone, request);
      default -> bug(e, request);
    };
  }

  private static void ofJavalin(HttpResponseException e, Context ctx) {
    HttpProblem problem = ofStatus(e.getStatus());
    if (e instanceof MethodNotAllowedResponse) {
      notAllowed(problem, e.getDetails().getOrDefault("availableMethods", "")).write(ctx);
    } else {
      problem.write(ctx);
    }
  }

  private static HttpProblem notAllowed(HttpProblem problem, String methods) {
    String detail = "The route takes " + methods + ".";
    return new HttpProblem(problem.status(), problem.code(), problem.title(), detail)
        .withHeader("Allow", methods);
  }

  private static HttpProblem registryAway(RegistryException e, String request) {
    LOG.warn("{}: the registry is away: {}", request, e.getMessage());
    String detail =
        "The registry can't be reached. Most likely nothing was changed: look, then try again.";
    return Refusal.unavailable("registry_away", detail, REGISTRY_PAUSE).problem();
  }

  /** Another process may have the new one. */
  private static HttpProblem keyOutdated(OutdatedKeyException e, String request) {
    LOG.error("{}: {}", request, e.getMessage());
    String detail =
        "The registry's master key was rotated, and the server that answers has only the old one,"
            + " so nothing was changed. It has to be started with the new one.";
    return Refusal.unavailable("registry_away", detail, REGISTRY_PAUSE).problem();
  }

  /** The registry is there, so whoever waits and asks again asks in vain. */
  private static HttpProblem unwritable(UnwritableException e, String request) {
    LOG.error("{}: the registry refuses it: {}", request, e.getMessage());
    return new HttpProblem(
        422,
        "unwritable",
        "The registry can't keep that",
        "Something in the request can't be kept, so nothing was changed. The same request would be"
            + " refused again; the server's log says what the registry refused.");
  }

  /** Not worth more than a whisper: anyone can do it. Nobody reads it if the caller went away. */
  private static HttpProblem brokenOff(IOException e, String request) {
    LOG.debug("{} broke off", request, e);
    return e instanceof EOFException ? ofStatus(400) : stopping();
  }

  /** For a request that this server, as it stops, has no more patience for. */
  static HttpProblem stopping() {
    return ofStatus(503).retryAfter(STOPPING_PAUSE);
  }

  private static HttpProblem bug(Throwable e, String request) {
    LOG.error("{} failed", request, e);
    return ofStatus(500);
  }

  private static void error(HttpServletResponse response, Error e) {
    LOG.error("A request failed", e);
    response.setStatus(500);
    response.setContentType(HttpProblem.CONTENT_TYPE);
    try {
      response.getOutputStream().write(ofStatus(500).json());
    } catch (IOException | IllegalStateException gone) {
      LOG.debug("Its answer couldn't be written", gone);
    }
  }

  /** The problem for a status that says all there is to say. */
  static HttpProblem ofStatus(int status) {
    HttpStatus known = HttpStatus.forStatus(status);
    String name = known == HttpStatus.UNKNOWN ? "Unknown" : known.getMessage();
    String code = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    // What no server of ours should answer still has a code that is told of.
    String told =
        ProblemCode.find(code).isPresent() ? code : status < 500 ? "bad_request" : "server_error";
    return new HttpProblem(status, told, name, detail(status));
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is no such route.";
      case 405 -> "The route doesn't take this method; see the header Allow.";
      case 503 -> "The server is stopping; another one answers, or this one soon.";
      case 500 -> "This is our mistake, not yours. The server's log says more.";
      default -> "The request can't be answered as it is.";
    };
  }
}
