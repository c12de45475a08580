package dev.sluice.runtime.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UnsupportedEncodingException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2StreamResetException;

/** Why requests fail, in words that a workflow's author understands. */
final class Reasons {
  private Reasons() {}

  static String of(Exception cause) {
    if (isRefusal(cause)) {
      return said(cause);
    }
    return switch (cause) {
      case UnknownHostException e -> "unknown host " + said(e);
      case ConnectException e -> "no connection: " + said(e);
      case SSLException e -> tls(e);
      case MessageConstraintException e ->
          "the answer's headers are larger than they may be: " + said(e);
      case MalformedChunkCodingException e -> "the answer broke off or is garbled: " + said(e);
      case ConnectionClosedException e ->
          "the connection was closed before the answer was complete";
      case H2ConnectionException e -> "the connection broke: " + said(e);
      case H2StreamResetException e -> "the server gave the request up: " + said(e);
      case SocketException e -> "the connection broke: " + said(e);
      case UnsupportedEncodingException e -> "the answer's charset is unknown: " + said(e);
      case InterruptedIOException e -> "it was given up";
      case RedirectException e -> "it is redirected without end: " + said(e);
      case HttpException e -> "the answer isn't HTTP: " + said(e);
      case IOException e -> said(e);
      default -> said(cause);
    };
  }

  /** Whether it, or where it was redirected to, was out of reach. */
  static boolean isRefusal(Exception cause) {
    return causes(cause).anyMatch(Refused.class::isInstance);
  }

  private static String tls(SSLException cause) {
    if (cause instanceof SSLPeerUnverifiedException) {
      return "the server's certificate is for another host: " + said(cause);
    }
    return causes(cause).anyMatch(CertificateException.class::isInstance)
        ? "the server's certificate can't be trusted: " + said(cause)
        : "no secure connection: " + said(cause);
  }

  private static Stream<Throwable> causes(Throwable first) {
    return Stream.iterate(first, cause -> cause != null, Throwable::getCause).limit(10);
  }

  private static String said(Exception cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message;
  }
}
