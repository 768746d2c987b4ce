package io.callboard.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callboard.alarm.Alarm;
import io.callboard.alarm.AlarmKind;
import io.callboard.audit.AuditEntry;
import io.callboard.audit.ChainReport;
import io.callboard.catalog.RecordView;
import io.callboard.database.backup.BackupOutcome;
import io.callboard.eventlog.EventDetail;
import io.callboard.eventlog.EventView;
import io.callboard.fetch.ReconciliationView;
import io.callboard.fetch.queue.ApiState;
import io.callboard.job.JobView;
import io.callboard.json.JsonMembers;
import io.callboard.ledger.LedgerLine;
import io.callboard.privacy.ErasureView;
import io.callboard.rejection.RejectionView;
import io.callboard.source.SourceActivity;
import io.callboard.web.access.TokensResource;
import io.callboard.web.access.UsersResource;
import io.callboard.web.json.Flat;
import io.callboard.web.request.QueryParameters;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpenApiDocumentTest {
  private static final String API = "/api/v1";
  private static final JsonMembers DOCUMENT = read();

  @Test
  void namesEveryOperationWithItsRoleAndParametersAndNoOther() {
    Set<String> described = new TreeSet<>();
    JsonMembers paths = DOCUMENT.object("paths").orElseThrow();
    for (String path : paths.names()) {
      JsonMembers methods = paths.object(path).orElseThrow();
      methods.names().stream()
          .filter(method -> path.startsWith(API))
          .map(method -> described(path, method, methods.object(method).orElseThrow()))
          .forEach(described::add);
    }

    assertThat(described).isEqualTo(served());
  }

  @Test
  void tellsOperationsApartAndTheirRoles() {
    List<JsonMembers> operations = operations();

    assertThat(operations)
        .extracting(operation -> operation.string("summary").orElseThrow())
        .doesNotHaveDuplicates();
    assertThat(operations)
        .filteredOn(operation -> operation.string("x-role").isPresent())
        .allSatisfy(
            operation ->
                assertThat(operation.string("description").orElseThrow())
                    .endsWith("Role: `" + operation.string("x-role").orElseThrow() + "`."));
  }

  @Test
  void saysWhatEveryParameterMeans() {
    assertThat(operations())
        .flatExtracting(operation -> operation.objects("parameters"))
        .extracting(OpenApiDocumentTest::resolved)
        .allSatisfy(
            parameter -> {
              assertThat(parameter.string("description").orElse("")).isNotBlank();
              assertThat(
                      parameter.string("in").orElseThrow().equals("query")
                          || parameter.string("example").isPresent())
                  .as("%s has an example", parameter)
                  .isTrue();
            });
  }

  static Stream<String> schemas() {
    return components("schemas").names().stream();
  }

  /** An answer has all of its members; the body of a request may omit optional members. */
  @ParameterizedTest
  @MethodSource("schemas")
  void givesAnExampleOfEverySchema(String name) {
    JsonMembers schema = components("schemas").object(name).orElseThrow();
    JsonMembers example = schema.objects("examples").getFirst();

    assertThat(properties(name).names()).containsAll(example.names());
    assertThat(example.names()).containsAll(schema.strings("required"));
  }

  static Stream<Map.Entry<String, Class<?>>> answers() {
    return Stream.of(
        Map.entry("Profile", RecordView.ProfileView.class),
        Map.entry("Media", RecordView.MediaView.class),
        Map.entry("Video", RecordView.VideoView.class),
        Map.entry("Render", RecordView.RenderView.class),
        Map.entry("Account", RecordView.AccountView.class),
        Map.entry("Document", RecordView.DocumentView.class),
        Map.entry("Event", EventView.class),
        Map.entry("EventDetail", EventAnswer.class),
        Map.entry("Step", EventDetail.Step.class),
        Map.entry("Rejection", RejectionView.class),
        Map.entry("Source", SourcesResource.SourceAnswer.class),
        Map.entry("Counts", SourceActivity.Counts.class),
        Map.entry("SecretUse", SourceActivity.SecretUse.class),
        Map.entry("ApiState", ApiState.class),
        Map.entry("Reconciliation", ReconciliationView.class),
        Map.entry("Picture", RecordView.PictureView.class),
        Map.entry("Showreel", RecordView.ShowreelView.class),
        Map.entry("LedgerLine", LedgerLine.class),
        Map.entry("Alarm", Alarm.class),
        Map.entry("Token", TokensResource.TokenAnswer.class),
        Map.entry("MadeToken", TokensResource.NewTokenAnswer.class),
        Map.entry("AuditEntry", AuditEntry.class),
        Map.entry("ChainReport", ChainReport.class),
        Map.entry("Backup", BackupOutcome.Made.class),
        Map.entry("AcceptedEvent", RejectionsResource.AcceptedEvent.class),
        Map.entry("Job", JobView.class),
        Map.entry("RebuiltRecord", io.callboard.rebuild.Finding.class),
        Map.entry("JobCounts", io.callboard.job.Counts.class),
        Map.entry("Erasure", ErasureView.class),
        Map.entry("User", UsersResource.UserAnswer.class));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void describesEveryAnswerMemberByMember(Map.Entry<String, Class<?>> answer) {
    assertThat(properties(answer.getKey()).names())
        .containsExactlyElementsOf(members(answer.getValue()));
  }

  /** {@link io.callboard.privacy.Dossiers} writes it member by member. */
  @Test
  void describesAnExport() {
    assertThat(properties("Dossier").names())
        .containsExactly(
            "kind",
            "source",
            "id",
            "onHold",
            "records",
            "renders",
            "events",
            "rejections",
            "fetchRequests",
            "changes");
  }

  @Test
  void namesEveryKindOfAlarm() {
    assertThat(properties("Alarm").object("kind").orElseThrow().strings("enum"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(AlarmKind.values()).map(AlarmKind::word).toList());
  }

  private static JsonMembers properties(String schema) {
    return components("schemas")
        .object(schema)
        .flatMap(found -> found.object("properties"))
        .orElseThrow();
  }

  private static JsonMembers components(String kind) {
    return DOCUMENT
        .object("components")
        .flatMap(components -> components.object(kind))
        .orElseThrow();
  }

  private static List<JsonMembers> operations() {
    JsonMembers paths = DOCUMENT.object("paths").orElseThrow();
    return paths.names().stream()
        .map(path -> paths.object(path).orElseThrow())
        .flatMap(
            methods -> methods.names().stream().map(method -> methods.object(method).orElseThrow()))
        .toList();
  }

  private static Set<String> members(Class<?> answer) {
    Set<String> names = new LinkedHashSet<>();
    for (RecordComponent component : answer.getRecordComponents()) {
      if (component.isAnnotationPresent(Flat.class)) {
        names.addAll(members(component.getType()));
      } else {
        names.add(component.getName());
      }
    }
    return names;
  }

  private static String described(String path, String method, JsonMembers operation) {
    Set<String> parameters = new TreeSet<>();
    for (JsonMembers listed : operation.objects("parameters")) {
      JsonMembers parameter = resolved(listed);
      if (parameter.string("in").equals(Optional.of("query"))) {
        parameters.add(parameter.string("name").orElseThrow());
      }
    }
    return "%s %s %s %s"
        .formatted(method, path, operation.string("x-role").orElseThrow(), parameters);
  }

  private static JsonMembers resolved(JsonMembers parameter) {
    return parameter
        .string("$ref")
        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
        .map(name -> components("parameters").object(name).orElseThrow())
        .orElse(parameter);
  }

  private static Set<String> served() {
    Set<String> served = new TreeSet<>();
    for (Class<?> resource : CallboardApi.resources()) {
      for (Method method : resource.getDeclaredMethods()) {
        Arrays.stream(method.getAnnotations())
            .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
            .filter(verb -> verb != null)
            .flatMap(verb -> served(resource, method, verb.value()))
            .forEach(served::add);
      }
    }
    return served;
  }

  private static Stream<String> served(Class<?> resource, Method method, String verb) {
    Path below = method.getAnnotation(Path.class);
    QueryParameters parameters = method.getAnnotation(QueryParameters.class);
    return alternatives(resource.getAnnotation(Path.class).value())
        .map(
            path ->
                "%s %s %s %s"
                    .formatted(
                        verb.toLowerCase(java.util.Locale.ROOT),
                        API + path + (below == null ? "" : below.value()),
                        String.join(",", roles(resource, method).value()),
                        new TreeSet<>(
                            parameters == null ? List.of() : List.of(parameters.value()))));
  }

  /** Returns the paths of a path such as <code>/{jobs: replays|rebuilds}</code>. */
  private static Stream<String> alternatives(String path) {
    Matcher matcher = Pattern.compile("\\{\\w+: ([^}]+)}").matcher(path);
    return matcher.find()
        ? Arrays.stream(matcher.group(1).split("\\|", -1))
            .map(word -> path.replace(matcher.group(), word))
        : Stream.of(path);
  }

  private static RolesAllowed roles(Class<?> resource, Method method) {
    RolesAllowed own = method.getAnnotation(RolesAllowed.class);
    return own == null ? resource.getAnnotation(RolesAllowed.class) : own;
  }

  private static JsonMembers read() {
    try (InputStream document =
        OpenApiDocumentTest.class.getResourceAsStream("/META-INF/openapi.json")) {
      return JsonMembers.parse(document.readAllBytes());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
