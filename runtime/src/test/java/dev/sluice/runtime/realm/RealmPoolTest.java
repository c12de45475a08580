package dev.sluice.runtime.realm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealmPoolTest {
  private static final RealmFactory FACTORY = new RealmFactory();
  private static final int SHARE = 2;

  private final RealmPool pool = new RealmPool(SHARE);
  private final List<Realm> made = new ArrayList<>();

  private Realm make() {
    Realm realm = FACTORY.make(pool);
    made.add(realm);
    return realm;
  }

  @AfterEach
  void closeRealms() {
    made.forEach(Realm::close);
  }

  @AfterAll
  static void close() {
    FACTORY.close();
  }

  private Realm idleSince(long nanos) {
    Realm realm = make();
    assertThat(pool.add(realm, nanos)).isTrue();
    return realm;
  }

  @Test
  void begin_byItsShare_isRefusedBeyondIt() {
    Realm first = idleSince(0);
    for (int run = 0; run < 3; run++) {
      assertThat(pool.begin()).as("one idle is enough").isFalse();
      assertThat(pool.poll()).isSameAs(first);
      assertThat(pool.giveBack(first, run)).isTrue();
    }
    assertThat(pool.poll()).isSameAs(first);
    assertThat(pool.begin()).as("a spare").isTrue();
    assertThat(pool.begin()).as("all of its share are taken or under way").isFalse();
    pool.end();
    pool.discard(first);
    assertThat(pool.begin()).isTrue();
  }

  @Test
  void begin_forOneLogin_makesOneRealmAndNoSpare() {
    assertThat(pool.poll()).isNull();
    assertThat(pool.begin()).as("for whoever found none").isTrue();
    Realm only = idleSince(0);
    pool.end();

    for (int times = 0; times < 2; times++) {
      assertThat(pool.poll()).isSameAs(only);
      assertThat(pool.begin()).as("a spare").isFalse();
      assertThat(pool.giveBack(only, times)).isTrue();
    }

    assertThat(pool.poll()).isSameAs(only);
    assertThat(pool.begin()).as("a spare for a pool in use").isTrue();
  }

  @Test
  void begin_afterOneWasDiscarded_replacesIt() {
    Realm only = idleSince(0);
    assertThat(pool.poll()).isSameAs(only);

    pool.discard(only);

    assertThat(pool.begin()).isTrue();
    pool.end();
  }

  @Test
  void poll_ofSeveral_givesTheOneUsedLast() {
    Realm old = idleSince(1);
    Realm young = idleSince(2);
    assertThat(pool.poll()).isSameAs(young);
    assertThat(pool.poll()).isSameAs(old);
    assertThat(pool.poll()).isNull();
  }

  @Test
  void removeIdleSince_takesOnlyThoseNobodyWantedSinceThen() {
    Realm old = idleSince(1);
    Realm young = idleSince(3);
    assertThat(pool.removeIdleSince(2)).containsExactly(old);
    assertThat(pool.poll()).isSameAs(young);
  }

  @Test
  void giveBack_ofAWornOutRealm_leavesItToBeClosed() {
    Realm realm = idleSince(1);
    assertThat(pool.poll()).isSameAs(realm);
    assertThat(pool.shed()).as("it isn't idle").isEmpty();
    assertThat(pool.giveBack(realm, 2)).isFalse();
  }

  @Test
  void closedPool_takesNothingBack() throws Exception {
    Realm idle = idleSince(1);
    Realm taken = make();
    assertThat(pool.close()).containsExactly(idle);
    assertThat(pool.giveBack(taken, 2)).isFalse();
    assertThat(pool.begin()).isFalse();
    assertThat(pool.take(Duration.ofMinutes(1))).as("at once").isNull();
  }
}
