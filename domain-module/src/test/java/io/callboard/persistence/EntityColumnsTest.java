package io.callboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntityColumnsTest {
  @MappedSuperclass
  @SuppressWarnings("UnusedVariable")
  abstract static class Dated {
    @jakarta.persistence.Column(name = "made_in")
    private final long year = 1970;

    private final String notStored = "";
  }

  @Embeddable
  record Key(@jakarta.persistence.Column(name = "name") String name) {}

  enum Colour {
    RED {
      @Override
      public String toString() {
        return "scarlet";
      }
    }
  }

  @Table(name = "thing")
  @SuppressWarnings("UnusedVariable")
  static final class Thing extends Dated {
    @EmbeddedId private final Key key = new Key("chair");

    @jakarta.persistence.Column(name = "colour")
    private final @Nullable Colour colour;

    Thing(@Nullable Colour colour) {
      this.colour = colour;
    }
  }

  @Table(name = "thing")
  static final class Unknown {
    @jakarta.persistence.Column(name = "large")
    final BigInteger large = BigInteger.ONE;
  }

  @Test
  void readsTheFieldsOfTheEntityOfItsKeyAndOfWhatItInherits() {
    assertThat(Insert.ofEntity(Thing.class).sql()).startsWith("insert into thing (");
    assertThat(EntityColumns.of(Thing.class))
        .extracting(Column::name, column -> column.value().of(new Thing(Colour.RED)))
        .containsExactlyInAnyOrder(
            tuple("name", "chair"), tuple("colour", "RED"), tuple("made_in", 1970L));
  }

  @Test
  void anAbsentEnumIsNull() {
    assertThat(EntityColumns.of(Thing.class))
        .filteredOn(column -> column.name().equals("colour"))
        .extracting(column -> column.value().of(new Thing(null)))
        .containsOnlyNulls();
  }

  @Test
  void refusesATypeThatNoColumnHolds() {
    assertThatThrownBy(() -> Insert.ofEntity(Unknown.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("large");
  }
}
