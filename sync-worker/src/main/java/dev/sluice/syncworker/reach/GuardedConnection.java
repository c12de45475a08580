package dev.sluice.syncworker.reach;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URL;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/** The JDK's HTTP connection as JGit takes it, which never trusts more, nor follows redirects. */
final class GuardedConnection implements HttpConnection {
  private static final String ENCODING = "Content-Encoding";
  private static final String LIST_OF_REFS = "application/x-git-upload-pack-advertisement";

  private final HttpURLConnection connection;
  private final IntConsumer answered;
  private final Listening listening;

  GuardedConnection(HttpURLConnection connection, IntConsumer answered, Listening listening) {
    this.connection = connection;
    this.answered = answered;
    this.listening = listening;
  }

  @Override
  public int getResponseCode() throws IOException {
    int status = connection.getResponseCode();
    answered.accept(status);
    return status;
  }

  @Override
  public URL getURL() {
    return connection.getURL();
  }

  @Override
  public @Nullable String getResponseMessage() throws IOException {
    return connection.getResponseMessage();
  }

  @Override
  public Map<String, List<String>> getHeaderFields() {
    return connection.getHeaderFields();
  }

  @Override
  public void setRequestProperty(String key, String value) {
    // JGit has no credentials; if ever it made some up, they wouldn't replace ours.
    if (!key.toLowerCase(Locale.ROOT).endsWith("authorization")) {
      connection.setRequestProperty(key, value);
    }
  }

  @Override
  public void setRequestMethod(String method) throws ProtocolException {
    connection.setRequestMethod(method);
  }

  @Override
  public void setUseCaches(boolean usecaches) {
    connection.setUseCaches(usecaches);
  }

  @Override
  public void setConnectTimeout(int timeout) {
    connection.setConnectTimeout(timeout);
  }

  @Override
  public void setReadTimeout(int timeout) {
    connection.setReadTimeout(timeout);
  }

  @Override
  public @Nullable String getContentType() {
    return connection.getContentType();
  }

  @Override
  public InputStream getInputStream() throws IOException {
    InputStream in = connection.getInputStream();
    if (isListOfRefs() && !LIST_OF_REFS.equals(getContentType())) {
      // JGit would fall back to asking for one file after the other, with no limit to any.
      throw new NotGitException(String.valueOf(getContentType()));
    }
    return listening.toLines(isZipped() ? new GZIPInputStream(listening.toBytes(in)) : in);
  }

  private boolean isListOfRefs() {
    return String.valueOf(getURL().getQuery()).contains("service=git-upload-pack");
  }

  private boolean isZipped() {
    String encoding = String.valueOf(connection.getHeaderField(ENCODING));
    return encoding.equals("gzip") || encoding.equals("x-gzip");
  }

  @Override
  public @Nullable String getHeaderField(String name) {
    // It's unpacked here, so that what it unfolds to is counted.
    return name.equalsIgnoreCase(ENCODING) ? null : connection.getHeaderField(name);
  }

  @Override
  public List<String> getHeaderFields(String name) {
    return connection.getHeaderFields().entrySet().stream()
        .filter(it -> name.equalsIgnoreCase(it.getKey()))
        .flatMap(it -> it.getValue().stream())
        .toList();
  }

  @Override
  public int getContentLength() {
    return connection.getContentLength();
  }

  @Override
  public void setInstanceFollowRedirects(boolean followRedirects) {
    // Never: JGit looks at each redirect itself.
  }

  @Override
  public void setDoOutput(boolean dooutput) {
    connection.setDoOutput(dooutput);
  }

  @Override
  public void setFixedLengthStreamingMode(int contentLength) {
    connection.setFixedLengthStreamingMode(contentLength);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return connection.getOutputStream();
  }

  @Override
  public void setChunkedStreamingMode(int chunklen) {
    connection.setChunkedStreamingMode(chunklen);
  }

  @Override
  public String getRequestMethod() {
    return connection.getRequestMethod();
  }

  @Override
  public boolean usingProxy() {
    return connection.usingProxy();
  }

  @Override
  public void connect() throws IOException {
    connection.connect();
  }

  @Override
  public void configure(
      KeyManager @Nullable [] km, TrustManager @Nullable [] tm, @Nullable SecureRandom random) {
    throw new UnsupportedOperationException("whom TLS trusts is the outlet's to say");
  }

  @Override
  public void setHostnameVerifier(HostnameVerifier hostnameverifier) {
    throw new UnsupportedOperationException("whom TLS trusts is the outlet's to say");
  }
}
