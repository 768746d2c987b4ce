package io.callboard.security.token;

/** The outcome of a request for a token. */
public sealed interface TokenOutcome {

  /** The token was created; its text cannot be read again. */
  record Made(TokenView view, String token) implements TokenOutcome {
    /** Returns the token's name without its text. */
    @Override
    public String toString() {
      return "Made[" + view.name() + "]";
    }
  }

  /** A token with the name already exists. */
  record NameTaken() implements TokenOutcome {}

  /** The limit of tokens is reached. */
  record TooMany() implements TokenOutcome {}
}
