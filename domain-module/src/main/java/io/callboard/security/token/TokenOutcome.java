package io.callboard.security.token;

/** What became of the wish for a token. */
public sealed interface TokenOutcome {

  /** Made; nobody can read the token again. */
  record Made(TokenView view, String token) implements TokenOutcome {
    /** Names the token and does not tell it. */
    @Override
    public String toString() {
      return "Made[" + view.name() + "]";
    }
  }

  /** There is a token of that name already. */
  record NameTaken() implements TokenOutcome {}

  /** There are as many tokens as there may be. */
  record TooMany() implements TokenOutcome {}
}
