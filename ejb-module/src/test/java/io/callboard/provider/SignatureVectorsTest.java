package io.callboard.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.intake.reception.SourceCheck;
import io.callboard.provider.Vectors.Vector;
import io.callboard.signature.Verification;
import io.callboard.signature.Verification.Refused;
import io.callboard.signature.Verification.Verified;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureVectorsTest {
  private final SourceCheck check = new SourceCheck(AllProviders.found());

  static Stream<Vector> vectors() {
    return Vectors.all();
  }

  @Test
  void readsEveryVector() {
    assertThat(Vectors.all()).hasSize(86);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void comesOutAsTheVectorSays(Vector vector) {
    Source source = Deliveries.source(vector.provider(), vector.secrets().toArray(String[]::new));

    assertThat(outcome(check.verify(vector.delivery(), source, null))).isEqualTo(vector.outcome());
  }

  private static String outcome(Verification verification) {
    return switch (verification) {
      case Verified verified -> verified.proven() + " by " + verified.secretIndex();
      case Refused refused -> refused.reason().word();
    };
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void onlyAGoodMacOutOfTimeIsAuthentic(Vector vector) {
    Source source = Deliveries.source(vector.provider(), vector.secrets().toArray(String[]::new));

    if (check.verify(vector.delivery(), source, null) instanceof Refused refused) {
      assertThat(refused.outOfTime() != null)
          .isEqualTo(refused.reason().word().equals("signature-stale"));
    }
  }
}
