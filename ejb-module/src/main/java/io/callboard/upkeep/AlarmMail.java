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
 * Mails each alarm once to {@value #TO}, by the mail session that the server has under the name
 * {@code mail/callboard}. A mail that cannot be sent is logged and not tried again: the alarm
 * itself stays where it can be read.
 */
@ApplicationScoped
public class AlarmMail {
  static final String TO = "callboard.alarms.mail.to";
  static final String FROM = "callboard.alarms.mail.from";

  /** As WildFly and as Open Liberty name it. */
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
        LOG.log(Level.WARNING, "{0} is set, but the server has no mail session mail/callboard", TO);
        return;
      }
      Transport.send(message(session.get(), alarm, to));
    } catch (MessagingException e) {
      LOG.log(Level.WARNING, "The alarm {0} could not be mailed: {1}", alarm.kind(), e.toString());
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
            + "\n\nSince "
            + alarm.raisedAt()
            + ". GET /callboard/api/v1/alarms has all.\n",
        StandardCharsets.UTF_8.name());
    return message;
  }

  /** By JNDI, since an injected session must be there; both names are the program's own. */
  @SuppressWarnings("BanJNDI")
  private static Optional<Session> session() {
    for (String name : SESSIONS) {
      try {
        return Optional.of((Session) new InitialContext().lookup(name));
      } catch (NamingException e) {
        LOG.log(Level.DEBUG, "There is no {0}", name);
      }
    }
    return Optional.empty();
  }
}
