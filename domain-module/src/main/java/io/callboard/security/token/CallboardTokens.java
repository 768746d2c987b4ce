package io.callboard.security.token;

import io.callboard.security.TokenCredential;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/**
 * The identity store of Callboard's API tokens for Jakarta Security. The caller's name is {@value
 * #CALLER} and the token's name, which cannot be a user's name: that has no colon.
 */
@ApplicationScoped
public class CallboardTokens implements IdentityStore {
  static final String CALLER = "token:";

  private final ApiTokens tokens;

  @Inject
  CallboardTokens(ApiTokens tokens) {
    this.tokens = tokens;
  }

  /** For the container's proxy, which calls no method of this instance. */
  @SuppressWarnings("NullAway")
  protected CallboardTokens() {
    this(null);
  }

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof TokenCredential presented)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    return tokens
        .valid(presented.token())
        .map(token -> new CredentialValidationResult(CALLER + token.name(), token.role().words()))
        .orElse(CredentialValidationResult.INVALID_RESULT);
  }
}
