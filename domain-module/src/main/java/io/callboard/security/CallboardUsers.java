package io.callboard.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;

/**
 * The identity store of Callboard's users for Jakarta Security. A login that was not checked
 * because no permit was free is {@code NOT_VALIDATED}, which the mechanism distinguishes from
 * {@code INVALID}.
 */
@ApplicationScoped
public class CallboardUsers implements IdentityStore {
  private final Logins logins;

  @Inject
  CallboardUsers(Logins logins) {
    this.logins = logins;
  }

  /** For the container's proxy, which calls no method of this instance. */
  @SuppressWarnings("NullAway")
  protected CallboardUsers() {
    this(null);
  }

  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (!(credential instanceof LoginAttempt attempt)) {
      return CredentialValidationResult.NOT_VALIDATED_RESULT;
    }
    return switch (logins.check(attempt)) {
      case LoginOutcome.Accepted accepted ->
          new CredentialValidationResult(accepted.name(), accepted.role().words());
      case LoginOutcome.Refused refused -> CredentialValidationResult.INVALID_RESULT;
      case LoginOutcome.Busy busy -> CredentialValidationResult.NOT_VALIDATED_RESULT;
    };
  }
}
