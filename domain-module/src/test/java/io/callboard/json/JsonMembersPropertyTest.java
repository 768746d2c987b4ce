package io.callboard.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;

class JsonMembersPropertyTest {

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void whatIsWrittenIsReadBack(@ForAll("objects") Map<String, String> texts) throws MalformedJson {
    JsonMembers members = JsonMembers.of(texts);

    JsonMembers read = JsonMembers.parse(members.toBytes());

    assertThat(read).isEqualTo(members);
    assertThat(List.copyOf(read.names())).isEqualTo(List.copyOf(texts.keySet()));
  }

  @Property(tries = 500)
  void anyTextSurvivesAsAString(@ForAll("anyText") String text) throws MalformedJson {
    JsonMembers members = JsonMembers.of(Map.of("text", JsonMembers.quote(text)));

    assertThat(members.string("text")).contains(text);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aTruncatedObjectIsRefused(
      @ForAll("objects") Map<String, String> texts, @ForAll @IntRange(min = 1, max = 50) int cut) {
    byte[] json = JsonMembers.of(texts).toBytes();
    byte[] truncated = java.util.Arrays.copyOf(json, Math.max(0, json.length - cut));

    assertThat(isRead(truncated)).isFalse();
  }

  @Property(tries = 2_000)
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    isRead(bytes);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void anyChangedByteIsReadOrRefused(
      @ForAll("objects") Map<String, String> texts, @ForAll int at, @ForAll byte to) {
    byte[] json = JsonMembers.of(texts).toBytes();
    json[Math.floorMod(at, json.length)] = to;

    isRead(json);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void anObjectInsideIsWhatItsTextSays(@ForAll("objects") Map<String, String> texts)
      throws MalformedJson {
    JsonMembers members = JsonMembers.parse(JsonMembers.of(texts).toBytes());
    for (String name : members.names()) {
      assertThat(members.object(name)).isEqualTo(JsonMembers.of(texts).object(name));
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void whatIsSelectedSaysWhatTheWholeSays(
      @ForAll("objects") Map<String, String> texts, @ForAll int at, @ForAll byte to)
      throws MalformedJson {
    byte[] json = JsonMembers.of(texts).toBytes();
    agree(json, texts.keySet());
    json[Math.floorMod(at, json.length)] = to;
    agree(json, texts.keySet());
  }

  /** Asserts that both methods reject the bytes, or that both return the same for every member. */
  private static void agree(byte[] json, Set<String> names) throws MalformedJson {
    if (!isRead(json)) {
      assertThatThrownBy(() -> JsonMembers.selected(json, names, Map.of()))
          .isInstanceOf(MalformedJson.class);
      return;
    }
    JsonMembers whole = JsonMembers.parse(json);
    JsonMembers selected = JsonMembers.selected(json, names, Map.of());
    for (String name : names) {
      assertThat(selected.literal(name)).isEqualTo(whole.literal(name));
      assertThat(selected.string(name)).isEqualTo(whole.string(name));
      assertThat(selected.integer(name)).isEqualTo(whole.integer(name));
      assertThat(selected.isNull(name)).isEqualTo(whole.isNull(name));
      assertThat(selected.isObject(name)).isEqualTo(whole.isObject(name));
      assertThat(selected.text(name).isPresent()).isEqualTo(whole.text(name).isPresent());
    }
  }

  /** Returns whether the bytes can be read; if so, every way to read a member must work. */
  private static boolean isRead(byte[] json) {
    try {
      JsonMembers members = JsonMembers.parse(json);
      for (String name : members.names()) {
        members.string(name);
        members.literal(name);
        members.number(name);
        members.object(name);
        members.objects(name);
      }
      return true;
    } catch (MalformedJson e) {
      return false;
    }
  }

  @Provide
  Arbitrary<Map<String, String>> objects() {
    return members(values(2));
  }

  private static Arbitrary<Map<String, String>> members(Arbitrary<String> values) {
    return Arbitraries.maps(unicode().ofMaxLength(10), values).ofMaxSize(6).map(LinkedHashMap::new);
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> flat =
        Arbitraries.oneOf(
            Arbitraries.of("true", "false", "null", "-0", "1.5E-7", "[]", "{}", "[ 1 ]"),
            Arbitraries.longs().map(String::valueOf),
            unicode().ofMaxLength(20).map(JsonMembers::quote));
    return depth == 0
        ? flat
        : Arbitraries.oneOf(
            flat,
            values(depth - 1).list().ofMaxSize(4).map(list -> "[" + String.join(", ", list) + "]"),
            members(values(depth - 1)).map(map -> JsonMembers.of(map).toString()));
  }

  @Provide
  Arbitrary<String> anyText() {
    return Arbitraries.strings().all().ofMaxLength(50);
  }

  private static StringArbitrary unicode() {
    return Arbitraries.strings()
        .withCharRange('\u0000', '\ud7ff')
        .withCharRange('\ue000', '\uffff');
  }
}
