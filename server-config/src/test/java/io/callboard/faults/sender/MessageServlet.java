package io.callboard.faults.sender;

import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Sends the request's body to the intake queue, as the kind of message that the path names. */
@WebServlet("/send/*")
@SuppressWarnings("BanJNDI") // The names are constants of the test.
public class MessageServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    String names = request.getParameter("names");
    try (JMSContext context = context(names, request.getHeader("Broker-Password"))) {
      Queue queue = InitialContext.doLookup(names + "jms/queue/callboard.intake");
      Message message = message(context, request.getPathInfo(), body);
      String label = request.getParameter("label");
      if (label != null) {
        message.setStringProperty("callboard_run", label);
        message.setIntProperty("callboard_lane", 1);
        message.setLongProperty("callboard_number", 1);
      }
      context.createProducer().send(queue, message);
    } catch (NamingException | JMSException e) {
      throw new IOException(e);
    }
  }

  private static JMSContext context(String names, String password) throws NamingException {
    ConnectionFactory factory = InitialContext.doLookup(names + "jms/callboard");
    return factory.createContext("callboard", password);
  }

  private static Message message(JMSContext context, String kind, byte[] body) throws JMSException {
    return switch (kind) {
      case "/text" -> context.createTextMessage(new String(body, StandardCharsets.UTF_8));
      case "/object" -> context.createObjectMessage(new String(body, StandardCharsets.UTF_8));
      default -> {
        BytesMessage bytes = context.createBytesMessage();
        bytes.writeBytes(body);
        yield bytes;
      }
    };
  }
}
