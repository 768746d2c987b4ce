package io.callboard.upkeep;

import io.callboard.alarm.Alarm;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.eclipse.microprofile.config.Config;

/**
 * The mail of each alarm, sent once to {@value #TO} through the server's mail session {@code
 * mail/callboard}. A failed mail is logged and not retried: the alarm itself stays in the database
 * and the log.
 */
@ApplicationScoped
class AlarmMail {
  static final String TO = "callboard.alarms.mail.to";
  static final String FROM = "callboard.alarms.mail.from";

  /** The JNDI names on WildFly and on Open Liberty. */
  private static final List<String> SESSIONS = List.of("java:/mail/callboard", "mail/callboard");

  private static final System.Logger LOG = System.getLogger(AlarmMail.class.getName());

  @Resource private ManagedExecutorService executor;
  @Inject private Config config;

  void raised(@Observes(during = TransactionPhase.AFTER_SUCCESS) Alarm alarm) {
    config
        .getOptionalValue(TO, String.class)
        .ifPresent(to -> executor.execute(() -> send(alarm, to)));
  }

  private void send(Alarm alarm, String to) {
    try {
      Optional<Session> session = session();
      if (session.isEmpty()) {
        LOG.log(
            Level.WARNING,
            "{0} is set, but the server has no mail session mail/callboard; {1} is not mailed",
            TO,
            alarm.kind());
        return;
      }
      Transport.send(message(session.get(), alarm, to));
    } catch (MessagingException e) {
      LOG.log(
          Level.WARNING,
          "Alarm {0} could not be mailed and is not sent again: {1}",
          alarm.kind(),
          e.toString());
    }
  }

  private Message message(Session session, Alarm alarm, String to) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    Optional<String> from = config.getOptionalValue(FROM, String.class);
    if (from.isPresent()) {
      message.setFrom(new InternetAddress(from.get(), true));
    } else {
      message.setFrom();
    }
    message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to, true));
    message.setSubject("Callboard: " + alarm.kind() + " " + alarm.subject());
    message.setSentDate(Date.from(alarm.raisedAt()));
    message.setText(
        alarm.line()
            + "\n\nRaised at "
            + alarm.raisedAt()
            + ". GET /callboard/api/v1/alarms lists all open alarms.\n",
        StandardCharsets.UTF_8.name());
    return message;
  }

  /**
   * Looks the session up in JNDI, because an injected resource would be mandatory. Both names are
   * constants of this class.
   */
  @SuppressWarnings("BanJNDI")
  private static Optional<Session> session() {
    for (String name : SESSIONS) {
      try {
        return Optional.of((Session) new InitialContext().lookup(name));
      } catch (NamingException e) {
        LOG.log(Level.DEBUG, "The server has no mail session {0}", name);
      }
    }
    return Optional.empty();
  }
}
