package io.callboard.catalog;

import io.callboard.json.JsonMembers;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of the differences between two versions of a record: fields as readers see them,
 * members of the document as {@code attributes.<name>}, and {@value #ORDER}. The last one stands
 * for the values that decide which event is newer.
 */
final class Differences {
  static final String ORDER = "order";

  /** Stands for the differences of a record that cannot be read. */
  static final String UNREADABLE = "attributes";

  /** The fields that every change sets, and the document, which is compared by member. */
  private static final Set<String> NOT_COMPARED =
      Set.of("version", "updatedAt", "lastEvent", "attributes");

  private Differences() {}

  static List<String> between(CatalogRecord known, CatalogRecord told) {
    List<String> names = new ArrayList<>(fields(known.view(), told.view()));
    members(known.document(), told.document()).forEach(member -> names.add("attributes." + member));
    if (!known.order().equals(told.order())) {
      names.add(ORDER);
    }
    return names;
  }

  /** Returns whether readers see any of these differences. */
  static boolean areSeen(List<String> names) {
    return names.stream().anyMatch(name -> !name.equals(ORDER));
  }

  private static List<String> fields(RecordView known, RecordView told) {
    List<String> names = new ArrayList<>();
    for (RecordComponent field : known.getClass().getRecordComponents()) {
      if (!NOT_COMPARED.contains(field.getName())
          && !Objects.equals(value(field, known), value(field, told))) {
        names.add(field.getName());
      }
    }
    return names;
  }

  private static @Nullable Object value(RecordComponent field, RecordView view) {
    try {
      return field.getAccessor().invoke(view);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public record's component cannot be read", e);
    }
  }

  private static Set<String> members(JsonMembers known, JsonMembers told) {
    Set<String> names = new TreeSet<>(known.names());
    names.addAll(told.names());
    names.removeIf(name -> known.text(name).equals(told.text(name)));
    return names;
  }
}
