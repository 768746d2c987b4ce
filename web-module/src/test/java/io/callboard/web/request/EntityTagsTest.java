package io.callboard.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityTagsTest {
  @ParameterizedTest
  @CsvSource({
    ",true",
    "*,true",
    "'\"7\"',true",
    "'\"6\", \"7\"',true",
    "'\"6\"',false",
    "7,false",
    "'W/\"7\"',false"
  })
  void allowAVersionThatIsNamedStrongly(@Nullable String ifMatch, boolean allowed) {
    assertThat(EntityTags.matching(ifMatch).test(7)).isEqualTo(allowed);
  }
}
