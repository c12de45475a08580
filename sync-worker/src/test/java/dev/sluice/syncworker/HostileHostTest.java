package dev.sluice.syncworker;

import static dev.sluice.syncworker.HostileHost.FLUSH;
import static dev.sluice.syncworker.HostileHost.begin;
import static dev.sluice.syncworker.HostileHost.beginPack;
import static dev.sluice.syncworker.HostileHost.branchAt;
import static dev.sluice.syncworker.HostileHost.branches;
import static dev.sluice.syncworker.HostileHost.forever;
import static dev.sluice.syncworker.HostileHost.line;
import static dev.sluice.syncworker.HostileHost.pack;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Git hosts that lie, never end or never begin. Each sync ends by a limit that is named, or is put
 * off with the reason; soon, and with nothing left on the disk.
 */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHostTest {
  /** All but the time, which a busy machine needs. */
  private static final Limits TIGHT =
      new Limits(
          Map.of(
              Limit.PACK_MB, 1L,
              Limit.OBJECTS, 1_000L,
              Limit.OBJECT_MB, 1L,
              Limit.UNPACKED_MB, 16L,
              Limit.MEMORY_MB, 4L,
              Limit.TALK_MB, 1L));

  private static final Limits HURRIED = new Limits(Map.of(Limit.FETCH_SECONDS, 2L));
  private static final Limits UNEASY = new Limits(Map.of(Limit.SILENCE_SECONDS, 1L));

  private static final int MEGABYTE = 1 << 20;
  private static final long MOST_ON_DISK = 200_000;

  private Path folder;
  private Workbench bench;
  private SyncWorker worker;
  private HostileHost host;

  @BeforeAll
  void open(@TempDir Path given) throws IOException {
    folder = given;
    bench = new Workbench(folder);
    worker = bench.workerWithin(TIGHT, folder.resolve("tight"));
  }

  @AfterAll
  void closeAll() {
    worker.close();
    bench.close();
  }

  @BeforeEach
  void listen() throws IOException {
    host = new HostileHost();
    bench.connect(host.url(), true);
  }

  @AfterEach
  void close() {
    host.close();
  }

  /**
   * A host that does something, and what the sync's log says then.
   *
   * @param ends whether the sync fails, or else is tried again
   */
  record Attack(String name, Consumer<HostileHost> host, boolean ends, String words) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Attack failing(String name, Consumer<HostileHost> host, String words) {
    return new Attack(name, host, true, words);
  }

  private static Attack sending(String name, byte[] pack, String words) {
    return failing(name, host -> host.sending(pack(pack)), words);
  }

  private static Attack putOff(String name, Consumer<HostileHost> host, String words) {
    return new Attack(name, host, false, words);
  }

  private static Attack broken(String name, byte[] pack, String words) {
    return putOff(name, host -> host.sending(pack(pack)), words);
  }

  static Stream<Attack> packs() {
    return Stream.of(
        sending(
            "a file of a gigabyte",
            new RawPack().object(Constants.OBJ_BLOB, 1L << 30, new byte[MEGABYTE]).toBytes(),
            "(limit object-mb)"),
        sending(
            "files that unfold to much more than they are",
            zeros(20).toBytes(),
            "(limit unpacked-mb)"),
        sending(
            "folders that unfold to much more than they are",
            folders(5).toBytes(),
            "(limit memory-mb)"),
        sending("files made of differences", deltas(10).toBytes(), "(limit memory-mb)"),
        sending("four billion objects", new RawPack().toBytes(0xffff_ffffL), "(limit objects)"),
        sending("two billion objects", new RawPack().toBytes(0x7fff_ffffL), "(limit objects)"),
        sending("more than is taken", noise(2 * MEGABYTE).toBytes(), "(limit pack-mb)"),
        sending(
            "a folder of two gigabytes less than nothing",
            new RawPack()
                .object(Constants.OBJ_TREE, 0x8000_0000_7000_0000L, new byte[10])
                .toBytes(),
            "(limit object-mb)"),
        sending(
            "a folder of less than nothing",
            new RawPack()
                .object(Constants.OBJ_TREE, 0x8000_0000_f000_0000L, new byte[10])
                .toBytes(),
            "(limit object-mb)"),
        broken(
            "a file that is less than it says",
            new RawPack().object(Constants.OBJ_BLOB, 10_000, new byte[10]).toBytes(),
            "Trying again"),
        broken(
            "a file that is more than it says",
            new RawPack().object(Constants.OBJ_BLOB, 10, new byte[10_000]).toBytes(),
            "Trying again"),
        broken("differences of each other", circle().toBytes(), "Trying again"),
        broken(
            "a difference of itself",
            new RawPack().deltaOf(0, delta(10, 10)).toBytes(),
            "Trying again"),
        broken("no pack", "It works!".getBytes(ISO_8859_1), "Trying again"),
        broken("a pack of nothing", new RawPack().toBytes(0), "Trying again"),
        broken("a pack cut off", Arrays.copyOf(noise(10_000).toBytes(), 5_000), "Trying again"),
        broken(
            "a pack with more behind",
            Arrays.copyOf(noise(10_000).toBytes(), 50_000),
            "Trying again"));
  }

  /** Files of a megabyte of zeros, of a kilobyte each. */
  private static RawPack zeros(int files) {
    RawPack pack = new RawPack();
    for (int i = 0; i < files; i++) {
      byte[] zeros = new byte[MEGABYTE];
      zeros[0] = (byte) i;
      pack.object(Constants.OBJ_BLOB, zeros);
    }
    return pack;
  }

  private static RawPack folders(int count) {
    RawPack pack = new RawPack();
    for (int i = 0; i < count; i++) {
      byte[] zeros = new byte[MEGABYTE];
      zeros[0] = (byte) i;
      pack.object(Constants.OBJ_TREE, zeros);
    }
    return pack;
  }

  /** Files of a megabyte, in some twenty bytes each. */
  private static RawPack deltas(int count) {
    RawPack pack = new RawPack();
    long previous = pack.position();
    pack.object(Constants.OBJ_BLOB, new byte[MEGABYTE]);
    for (int i = 0; i < count; i++) {
      long here = pack.position();
      pack.deltaOf(here - previous, delta(MEGABYTE, i));
      previous = here;
    }
    return pack;
  }

  /** All of a file but its last byte, and another. */
  private static byte[] delta(int size, int last) {
    ByteArrayOutputStream delta = new ByteArrayOutputStream();
    delta.writeBytes(varint(size));
    delta.writeBytes(varint(size));
    int copied = size - 1;
    delta.writeBytes(
        new byte[] {(byte) 0xf0, (byte) copied, (byte) (copied >> 8), (byte) (copied >> 16)});
    delta.writeBytes(new byte[] {1, (byte) (last + 1)});
    return delta.toByteArray();
  }

  private static byte[] varint(int value) {
    ByteBuffer bytes = ByteBuffer.allocate(5);
    int left = value;
    while (left > 0x7f) {
      bytes.put((byte) (0x80 | left));
      left >>>= 7;
    }
    bytes.put((byte) left);
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static RawPack noise(int bytes) {
    byte[] noise = new byte[Math.min(bytes, MEGABYTE)];
    Random random = new Random(1);
    RawPack pack = new RawPack();
    for (int left = bytes; left > 0; left -= noise.length) {
      random.nextBytes(noise);
      pack.object(Constants.OBJ_BLOB, noise);
    }
    return pack;
  }

  private static RawPack circle() {
    ObjectId one = RawPack.id(Constants.OBJ_BLOB, new byte[] {1});
    ObjectId two = RawPack.id(Constants.OBJ_BLOB, new byte[] {2});
    return new RawPack().deltaOf(one, delta(10, 1)).deltaOf(two, delta(10, 2));
  }

  static Stream<Attack> talk() {
    return Stream.of(
        failing(
            "progress without end",
            host -> host.sending(it -> forever(beginPack(it), line(2, "Counting objects: 1\r"))),
            "(limit talk-mb)"),
        failing(
            "progress in one line without end",
            host -> host.sending(it -> forever(beginPack(it), line(2, "x".repeat(60_000)))),
            "(limit talk-mb)"),
        failing(
            "empty parts of a pack without end",
            host -> host.sending(it -> forever(beginPack(it), line(1, ""))),
            "(limit talk-mb)"),
        failing(
            "branches without end",
            host -> host.listing(it -> branches(begin(it, "result"))),
            "(limit talk-mb)"),
        failing(
            "capabilities without end",
            host -> host.saying(it -> forever(advertise(it), line("x=" + "y".repeat(100) + "\n"))),
            "(limit talk-mb)"),
        failing(
            "a gigabyte of branches, zipped", host -> host.listing(zipped()), "(limit talk-mb)"),
        failing(
            "a gigabyte of branches, zipped, of old",
            host ->
                host.saying(it -> {
                  it.getResponseHeaders().set("Content-Encoding", "gzip");
                  OutputStream out = new GZIPOutputStream(begin(it, "advertisement"), 65_536);
                  out.write(line("# service=git-upload-pack\n"));
                  out.write(FLUSH.getBytes(ISO_8859_1));
                  branches(out);
                }),
            "(limit talk-mb)"),
        putOff(
            "headers without end",
            host ->
                host.saying(it -> {
                  for (int i = 0; i < 10_000; i++) {
                    it.getResponseHeaders().add("X-" + i, "y".repeat(100));
                  }
                  it.sendResponseHeaders(200, -1);
                }),
            "Trying again"),
        putOff(
            "a page for people",
            host ->
                host.saying(it -> {
                  it.getResponseHeaders().set("Content-Type", "text/html");
                  it.sendResponseHeaders(200, 0);
                  it.getResponseBody().write("<h1>Down for maintenance".getBytes(ISO_8859_1));
                }),
            "isn't a Git host"),
        putOff(
            "the protocol of old",
            host ->
                host.saying(it -> {
                  it.getResponseHeaders().set("Content-Type", "text/plain");
                  it.sendResponseHeaders(200, 0);
                  branches(it.getResponseBody());
                }),
            "isn't a Git host"),
        putOff("redirects without end", host -> host.saying(HostileHostTest::redirect), "edirect"),
        putOff(
            "a redirect of the files, without end",
            host -> host.sending(HostileHostTest::redirect),
            "edirect"),
        putOff(
            "a password asked for, for files only",
            host ->
                host.sending(it -> {
                  it.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"team\"");
                  it.sendResponseHeaders(401, -1);
                }),
            "authentication"));
  }

  private static OutputStream advertise(HttpExchange exchange) throws IOException {
    OutputStream out = begin(exchange, "advertisement");
    out.write(line("# service=git-upload-pack\n"));
    out.write(FLUSH.getBytes(ISO_8859_1));
    out.write(line("version 2\n"));
    return out;
  }

  private static HostileHost.Answer zipped() {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      branches(new GZIPOutputStream(begin(exchange, "result"), 65_536));
    };
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    String to = exchange.getRequestURI().toString().replace("hostile", "hostile/x");
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  /** A line that takes its time. */
  private static void drip(OutputStream out, String beginning) throws IOException {
    out.write(beginning.getBytes(ISO_8859_1));
    while (true) {
      out.write(0x80);
      out.flush();
      pause();
    }
  }

  private static void pause() throws IOException {
    try {
      assertThat(new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS)).isFalse();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource({"packs", "talk"})
  void host_thatIsHostile_isToldOfByName(Attack attack) throws IOException {
    attack.host().accept(host);

    Sync sync = sync();

    assertThat(bench.log(sync)).contains(attack.words());
    assertThat(sync.status())
        .as(bench.log(sync))
        .isEqualTo(attack.ends() ? SyncStatus.FAILED : SyncStatus.QUEUED);
    assertThat(onDisk()).isLessThan(MOST_ON_DISK);
  }

  static Stream<Consumer<HostileHost>> slowness() {
    return Stream.of(
        host -> host.sending(it -> drip(beginPack(it), "0fff\u0001PACK\0\0\0\u0002\0\0\0\u0001")),
        host -> host.listing(it -> drip(begin(it, "result"), "0fff")));
  }

  @ParameterizedTest
  @MethodSource("slowness")
  void answer_thatDrips_isGivenUp(Consumer<HostileHost> dripping) throws IOException {
    dripping.accept(host);

    assertPutOff(HURRIED, "took longer than 2 s (limit fetch-seconds)");
  }

  private void assertPutOff(Limits limits, String... words) throws IOException {
    try (SyncWorker other = bench.workerWithin(limits, folder.resolve("other"))) {
      Sync sync = syncBy(other);

      assertThat(bench.log(sync)).contains(words);
      assertThat(sync.status()).isEqualTo(SyncStatus.QUEUED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "4294967296", "-1", "9223372036854775807", "x", ""})
  void commit_ofAnyTime_isRead(String date) {
    byte[] commit = RawPack.commit(date);
    host.listing(branchAt(RawPack.id(Constants.OBJ_COMMIT, commit)));
    host.sending(pack(new RawPack().toBytes(commit)));

    Sync sync = sync();

    assertThat(sync.progress().problems())
        .as(bench.log(sync))
        .extracting(Problem::code)
        .containsExactly("no_workflows");
  }

  /** Bytes of which nothing ever unfolds; the whole fetch has time enough not to end first. */
  @Test
  void answer_thatSaysNothing_isSilence() throws IOException {
    host.listing(it -> {
      it.getResponseHeaders().set("Content-Encoding", "gzip");
      OutputStream out = begin(it, "result");
      out.write(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0});
      forever(out, new byte[] {0, 0, 0, (byte) 0xff, (byte) 0xff});
    });

    assertPutOff(UNEASY, "(limit silence-seconds)");
  }

  @Test
  void headers_thatDrip_areGivenUp() throws IOException {
    try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> dripEach(server));
      bench.connect("http://localhost:" + server.getLocalPort() + "/a.git", true);

      assertPutOff(HURRIED, "took longer than 2 s (limit fetch-seconds)");
    }
  }

  private static void dripEach(ServerSocket server) {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getOutputStream().write("HTTP/1.1 200 OK\r\nX-A: ".getBytes(ISO_8859_1));
        while (true) {
          socket.getOutputStream().write('y');
          pause();
        }
      } catch (IOException e) {
        // Either side is done.
      }
    }
  }

  @Test
  void disk_thatIsNearlyFull_isLeftAlone() throws IOException {
    Limits careful = new Limits(Map.of(Limit.FREE_MB, Limit.FREE_MB.most()));

    assertPutOff(careful, "less than 10,000,000 MB free", "(limit free-mb)");
  }

  @Test
  void host_thatBehaves_isFetchedFrom() {
    assertThat(sync().progress().problems()).isNotEmpty();
  }

  /** A sync of its own: one that was put off before is superseded. */
  private Sync sync() {
    return syncBy(worker);
  }

  private Sync syncBy(SyncWorker one) {
    Sync asked = bench.registry().syncs().request(Workbench.PRODUCTION, "asked for by a test");
    assertThat(one.step()).isTrue();
    return bench.reread(asked);
  }

  private long onDisk() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("tight/mirrors"))) {
      return files.filter(Files::isRegularFile).mapToLong(it -> it.toFile().length()).sum();
    }
  }
}
