package io.callboard.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMembersTest {

  private static JsonMembers read(String json) throws MalformedJson {
    return JsonMembers.parse(json.getBytes(UTF_8));
  }

  private static void refuses(byte[] json, String reason) {
    assertThatThrownBy(() -> JsonMembers.parse(json))
        .isInstanceOf(MalformedJson.class)
        .hasMessageStartingWith(reason);
  }

  private static void refuses(String json) {
    refuses(json.getBytes(UTF_8), "");
  }

  @Test
  void keepsTheExactTextOfEveryValue() throws MalformedJson {
    JsonMembers members =
        read(
            """
            { "a" : 1.50e+02 , "b":"\\u00e9\\/", "c": [ 1 , {"d" : null } ] , "e":{ "f" :-0},
              "g":true,"h":null , "i":"" }
            """);

    assertThat(members.text("a")).contains("1.50e+02");
    assertThat(members.text("b")).contains("\"\\u00e9\\/\"");
    assertThat(members.text("c")).contains("[ 1 , {\"d\" : null } ]");
    assertThat(members.text("e")).contains("{ \"f\" :-0}");
    assertThat(members.text("g")).contains("true");
    assertThat(members.text("h")).contains("null");
    assertThat(members.text("i")).contains("\"\"");
  }

  @Test
  void keepsExactTextsBehindLongCharacters() throws MalformedJson {
    JsonMembers members = read("{\"Zoë €\":\"🎬 ö\",\"x\":{\"🎬\":[\"é\"]},\"last\":7}");

    assertThat(members.string("Zoë €")).contains("🎬 ö");
    assertThat(members.text("x")).contains("{\"🎬\":[\"é\"]}");
    assertThat(members.text("last")).contains("7");
  }

  @Test
  void keepsExactTextsBeyondTheBuffersOfTheParser() throws MalformedJson {
    String padding = "🎬é\\n".repeat(30_000);
    JsonMembers members = read("{\"p\":\"" + padding + "\",\"a\":[\"" + padding + "\"],\"n\":12}");

    assertThat(members.text("p")).contains("\"" + padding + "\"");
    assertThat(members.elements("a")).containsExactly("\"" + padding + "\"");
    assertThat(members.number("n")).contains(12L);
  }

  @Test
  void keepsTheDigitsOfAHugeNumber() throws MalformedJson {
    String digits = "9".repeat(JsonMembers.MAX_NUMBER);

    JsonMembers members = read("{\"n\":" + digits + ",\"e\":1e999999999}");

    assertThat(members.integer("n")).contains(digits);
    assertThat(members.number("n")).isEmpty();
    assertThat(members.text("e")).contains("1e999999999");
    assertThat(members.integer("e")).isEmpty();
    assertThat(members.literal("e")).contains("1e999999999");
  }

  @Test
  void refusesANumberOverTheLimitWhereverItIs() {
    String digits = "9".repeat(JsonMembers.MAX_NUMBER + 1);

    refuses("{\"n\":" + digits + "}");
    refuses("{\"a\":[{\"n\":" + digits + "}]}");
  }

  @Test
  void takesANameAtTheLimitAndRefusesOneOverIt() throws MalformedJson {
    String name = "n".repeat(JsonMembers.MAX_NAME);

    assertThat(read("{\"" + name + "\":1}").names()).containsExactly(name);
    refuses("{\"" + name + "n\":1}");
    refuses("{\"a\":{\"" + name + "n\":1}}");
  }

  @Test
  void takesTheDeepestNestingAndRefusesOneLevelMore() throws MalformedJson {
    int arrays = JsonMembers.MAX_DEPTH - 1;
    String deepest = "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";

    assertThat(read(deepest).elements("a")).hasSize(1);
    refuses("{\"a\":[" + "[".repeat(arrays) + "]".repeat(arrays) + "]}");
    refuses("{\"a\":" + "[".repeat(1_000_000));
    refuses("{\"a\":".repeat(200_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}",
        "{\"x\":{\"a\":1,\"a\":2}}",
        "{\"x\":[[{\"é\":1,\"\\u00e9\":1}]]}",
        "{\"\":1,\"\":1}"
      })
  void refusesAMemberNamedTwice(String json) {
    refuses(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":\"",
        "{\"a\":\"\\",
        "{\"a\":\"\\u00",
        "{\"a\":[",
        "{\"a\":{",
        "{\"a\":tru",
        "{\"a\":1,",
        "{\"a\":-",
        "{\"a\":1e"
      })
  void refusesTruncatedText(String json) {
    refuses(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "1",
        "\"a\"",
        "{}{}",
        "{} x",
        "{}\u0000",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":'b'}",
        "{\"a\":01}",
        "{\"a\":+1}",
        "{\"a\":.5}",
        "{\"a\":1.}",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":0x1}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\u0000\"}",
        "{/**/}",
        "{\"a\":1}//",
        "{\"a\":\"\\x\"}",
        "{\"a\":1 2}",
        "{\"a\":True}",
        "{\"a\":undefined}",
        "\uFEFF{}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":trueish}"
      })
  void refusesWhatIsNotAJsonObject(String json) {
    refuses(json);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
  void refusesOtherEncodings(String charset) {
    refuses("{\"a\":1}".getBytes(Charset.forName(charset)), "");
    refuses("{}".getBytes(UTF_16BE), "");
    refuses("{}".getBytes(UTF_16LE), "");
  }

  @Test
  void refusesBytesThatAreNotUtf8WhereverTheyAre() {
    refuses("{\"a\":\"é\"}".getBytes(ISO_8859_1), "not UTF-8");
    refuses("{\"a\":[{\"b\":\"é\"}]}".getBytes(ISO_8859_1), "not UTF-8");
    refuses(with("{\"a\":[\"", new byte[] {(byte) 0xC0, (byte) 0x80}), "not UTF-8");
    refuses(with("{\"a\":[\"", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}), "not UTF-8");
    refuses(
        with("{\"a\":[\"", new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}),
        "not UTF-8");
  }

  private static byte[] with(String start, byte[] bytes) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.writeBytes(start.getBytes(UTF_8));
    json.writeBytes(bytes);
    json.writeBytes("\"]}".getBytes(UTF_8));
    return json.toByteArray();
  }

  @Test
  void takesTheCharacterThatReplacesWhatIsNotUtf8() throws MalformedJson {
    assertThat(read("{\"a\":\"\uFFFD\"}").string("a")).contains("\uFFFD");
  }

  @Test
  void neverQuotesTheBytesInItsMessage() {
    assertThatThrownBy(() -> read("{\"secret\":\"hunter2\",hunter2}"))
        .isInstanceOf(MalformedJson.class)
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> read("{\"hunter2\":1,\"hunter2\":1}"))
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void keepsALoneSurrogateThatIsEscapedInAString() throws MalformedJson {
    JsonMembers members = read("{\"a\":\"\\ud800\",\"b\":[\"\\udc00\"]}");

    assertThat(members.text("a")).contains("\"\\ud800\"");
    assertThat(members.string("a")).contains("\ud800");
    assertThat(members.elements("b")).containsExactly("\"\\udc00\"");
  }

  @Test
  void refusesANameThatIsNotUnicode() {
    refuses("{\"\\udc00\":1}");
    refuses("{\"a\":{\"\\ud800\":1}}");
  }

  @Test
  void writesAnyNameSoThatItIsReadBack() throws MalformedJson {
    JsonMembers members = read("{\"\\ud83c\\udfac\\u0000\\\"\":1,\"é\":2}");

    assertThat(members.names()).containsExactly("🎬\0\"", "é");
    assertThat(JsonMembers.parse(members.toBytes())).isEqualTo(members);
  }

  @Test
  void givesEachTypeOnlyAsItself() throws MalformedJson {
    JsonMembers members = read("{\"s\":\"1\",\"n\":1,\"b\":true,\"z\":null,\"o\":{},\"a\":[]}");

    assertThat(members.string("n")).isEmpty();
    assertThat(members.string("z")).isEmpty();
    assertThat(members.integer("s")).isEmpty();
    assertThat(members.number("b")).isEmpty();
    assertThat(members.bool("s")).isEmpty();
    assertThat(members.bool("b")).contains(true);
    assertThat(members.literal("s")).contains("1");
    assertThat(members.literal("n")).contains("1");
    assertThat(members.literal("b")).isEmpty();
    assertThat(members.object("a")).isEmpty();
    assertThat(members.object("o")).contains(JsonMembers.NONE);
    assertThat(members.isObject("a")).isFalse();
    assertThat(members.isObject("o")).isTrue();
    assertThat(members.isObject("missing")).isFalse();
    assertThat(members.elements("o")).isEmpty();
    assertThat(members.isNull("z")).isTrue();
    assertThat(members.isNull("missing")).isFalse();
  }

  @Test
  void givesTheObjectsOfAnArrayAndLeavesOthersOut() throws MalformedJson {
    JsonMembers members = read("{\"a\":[{\"x\":1},2,[{}],null,{\"x\":\"é\"}]}");

    assertThat(members.objects("a"))
        .containsExactly(JsonMembers.of(Map.of("x", "1")), JsonMembers.of(Map.of("x", "\"é\"")));
    assertThat(members.elements("a")).hasSize(5);
  }

  @Test
  void givesObjectsAtEveryLevelAsTheyWereSent() throws MalformedJson {
    String json = "{ \"x\" : 1.0 }";
    for (int level = 0; level < 6; level++) {
      json = "{\"before\":[1],\"o\": " + json + " ,\"after\":\"}\"}";
    }
    JsonMembers members = read(json);
    for (int level = 0; level < 6; level++) {
      JsonMembers inner = members.object("o").orElseThrow();
      assertThat(inner).isEqualTo(read(members.text("o").orElseThrow()));
      assertThat(members.string("after")).contains("}");
      members = inner;
    }
    assertThat(members.text("x")).contains("1.0");
  }

  @Test
  void isNotChangedThroughTheMapItWasMadeOf() {
    Map<String, String> texts = new java.util.HashMap<>(Map.of("a", "1"));
    JsonMembers members = JsonMembers.of(texts);
    texts.put("b", "2");

    assertThat(members.names()).containsExactly("a");
  }

  @Test
  void givesTheStringsOfAnArray() throws MalformedJson {
    JsonMembers members = read("{\"a\":[\"x\\u00e9\",1,\"\"],\"b\":\"x\"}");

    assertThat(members.strings("a")).containsExactly("x\u00e9", "");
    assertThat(members.strings("b")).isEmpty();
    assertThat(members.strings("c")).isEmpty();
  }

  /**
   * Returns an object whose names have one hash for any seed: 33 * h + c is equal for "c0" and
   * "ar".
   */
  static String colliding(int names) {
    return IntStream.range(0, names)
        .mapToObj(
            name ->
                IntStream.range(0, 10)
                    .mapToObj(bit -> (name >> bit & 1) == 0 ? "c0" : "ar")
                    .collect(Collectors.joining("", "\"", "\":1")))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void readsNamesThatCollideHoweverOften() throws MalformedJson {
    String json = colliding(400);

    for (int time = 0; time < 3; time++) {
      assertThat(read(json).names()).hasSize(400);
      assertThat(JsonMembers.stored(json.getBytes(UTF_8)).names()).hasSize(400);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "1", "{\"a\":1}", "[]"})
  void refusesMoreMembersThanTheLimitAtWhateverLevel(String value) throws MalformedJson {
    String most = members(JsonMembers.MAX_MEMBERS, value);
    boolean named = value.contains("a");
    if (!named) {
      assertThat(read(most).names()).hasSize(JsonMembers.MAX_MEMBERS);
    }

    String more = members(JsonMembers.MAX_MEMBERS + 1, value);
    refuses(more.getBytes(UTF_8), "more than 30000 members");
    refuses(("{\"o\":[" + more + "]}").getBytes(UTF_8), "more than 30000 members");
    assertThatThrownBy(() -> JsonMembers.selected(more.getBytes(UTF_8), Set.of(), Map.of()))
        .hasMessageStartingWith("more than 30000 members");
  }

  private static String members(int count, String value) {
    return IntStream.range(0, count)
        .mapToObj(name -> "\"" + name + "\":" + value)
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void readsWhatItStoredWithoutTheLimitsOfWhatOthersSend() {
    String deep = "[".repeat(2_000) + "]".repeat(2_000);
    String stored =
        members(JsonMembers.MAX_MEMBERS + 1, "1")
            .replaceFirst("1", deep)
            .replace("\"7\"", "\"" + "n".repeat(2_000) + "\"");

    assertThat(JsonMembers.stored(stored.getBytes(UTF_8)).names())
        .hasSize(JsonMembers.MAX_MEMBERS + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\u0000", "{\"a\":"})
  void saysOfWhatItDidNotStoreThatItIsUnreadable(String stored) {
    byte[] bytes = stored.getBytes(UTF_8);

    assertThatThrownBy(() -> JsonMembers.stored(bytes)).isInstanceOf(UnreadableJson.class);
    assertThat(JsonMembers.shown(bytes)).isSameAs(JsonMembers.UNREADABLE);
    assertThat(JsonMembers.shown(null)).isSameAs(JsonMembers.NONE);
  }

  @Test
  void knowsHowManyBytesItHas() throws MalformedJson {
    for (String json : List.of("{}", "{\"a\":1}", "{\"\u00e9\\n\":\"🎬\",\"b\":[\"媒体\"]}")) {
      JsonMembers members = read(json);

      assertThat(members.size()).isEqualTo(members.toBytes().length);
    }
  }

  @Test
  void keepsOnlyWhatWasSelected() throws MalformedJson {
    byte[] json =
        "{\"a\":\"\\u00e9\",\"x\":{\"id\":1.50,\"y\":[{}]},\"n\":null,\"o\":{\"b\":1},\"l\":[1],\"z\":2}"
            .getBytes(UTF_8);

    JsonMembers members =
        JsonMembers.selected(json, Set.of("a", "n", "o", "l"), Map.of("x", Set.of("id")));

    assertThat(members.names()).containsExactly("a", "n", "o", "l");
    assertThat(members.string("a")).contains("é");
    assertThat(members.isNull("n")).isTrue();
    assertThat(members.object("o")).contains(JsonMembers.NONE);
    assertThat(members.elements("l")).isEmpty();
    assertThat(members.object("x").orElseThrow().literal("id")).contains("1.50");
    assertThat(members.object("x").orElseThrow().names()).containsExactly("id");
  }

  @Test
  void refusesToSelectWhatIsTooLong() {
    String text = "\"" + "a".repeat(JsonMembers.MAX_SELECTED + 4_000) + "\"";

    assertThatThrownBy(
            () ->
                JsonMembers.selected(
                    ("{\"a\":" + text + "}").getBytes(UTF_8), Set.of("a"), Map.of()))
        .isInstanceOf(MalformedJson.class)
        .hasMessageContaining("8192 in a signed member");
  }
}
