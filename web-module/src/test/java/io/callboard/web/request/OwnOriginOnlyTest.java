package io.callboard.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnOriginOnlyTest {
  @ParameterizedTest(name = "Sec-Fetch-Site {0}, Origin {1}: foreign {2}")
  @CsvSource({
    ",,false",
    "same-origin,,false",
    "none,,false",
    "same-site,,true",
    "cross-site,https://callboard.example:8443,true",
    ",https://callboard.example:8443,false",
    ",http://CALLBOARD.example:8443,false",
    ",https://callboard.example,true",
    ",https://evil.example:8443,true",
    ",null,true",
    ",'a b',true"
  })
  void tellsForeignPagesFromItsOwnAndFromPrograms(
      @Nullable String site, @Nullable String origin, boolean foreign) {
    assertThat(OwnOriginOnly.isForeign(site, origin, "callboard.example:8443")).isEqualTo(foreign);
  }
}
