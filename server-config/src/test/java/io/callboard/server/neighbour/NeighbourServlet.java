package io.callboard.server.neighbour;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.sql.Connection;
import javax.naming.InitialContext;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Answers in one word whether an attempt to use a queue or the database succeeded. */
@SuppressWarnings("BanJNDI") // Like an intruder, it looks up any name; only the test calls it.
@WebServlet({"/send", "/receive", "/database"})
public class NeighbourServlet extends HttpServlet {

  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.getWriter().print(attempt(request));
  }

  private static String attempt(HttpServletRequest request) {
    try {
      return switch (request.getServletPath()) {
        case "/send" -> send(request);
        case "/receive" -> receive(request);
        default -> database(request);
      };
    } catch (Exception e) {
      return "refused: " + e;
    }
  }

  private static String send(HttpServletRequest request) throws Exception {
    try (JMSContext context = context(request)) {
      BytesMessage message = context.createBytesMessage();
      message.writeUTF("from the neighbour");
      context.createProducer().send(queue(request), message);
      return "sent";
    }
  }

  private static String receive(HttpServletRequest request) throws Exception {
    try (JMSContext context = context(request)) {
      Message message = context.createConsumer(queue(request)).receive(2_000);
      return message == null ? "empty" : "received";
    }
  }

  private static String database(HttpServletRequest request) throws Exception {
    DataSource source = InitialContext.doLookup(request.getParameter("source"));
    try (Connection connection = source.getConnection()) {
      return connection.isValid(5) ? "valid" : "invalid";
    }
  }

  private static JMSContext context(HttpServletRequest request) throws Exception {
    ConnectionFactory factory = InitialContext.doLookup(request.getParameter("factory"));
    @Nullable String user = request.getParameter("user");
    return user == null
        ? factory.createContext()
        : factory.createContext(user, request.getParameter("password"));
  }

  private static Queue queue(HttpServletRequest request) throws Exception {
    return InitialContext.doLookup(request.getParameter("queue"));
  }
}
