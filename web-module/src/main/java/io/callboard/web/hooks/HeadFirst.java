package io.callboard.web.hooks;

import io.callboard.network.Clients;
import io.callboard.signature.Verification.Refused;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Checks the head of a request before a byte of its body is read. A request that is refused here is
 * answered at once and costs no buffer. Later filters and the resource see no header; they use the
 * {@link HookHead}.
 */
public class HeadFirst extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient Clients clients;
  @Inject private transient HeadCheck check;
  @Inject private transient HookRefusals refusals;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (HookHead.of(request) == null) {
      HookHead head = HookHead.read(request, clients.of(request));
      Optional<Refused> refusal = check.refusal(head);
      if (refusal.isPresent()) {
        refusals.refuse(head, refusal.get()).send(response);
        return;
      }
      head.attach(request);
    }
    chain.doFilter(new RequestWithoutHeaders(request), response);
  }
}
