package io.callboard.security;

import io.callboard.audit.AuditTrail;
import io.callboard.audit.Operator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Creates the user {@value #NAME} if there is no user yet. Its password is the setting {@value
 * #PASSWORD}. Without the setting, a password is generated and written to the file {@value #FILE}
 * in the data directory, which only the server's user can read. Once there are users, the setting
 * is ignored, unless {@value #RESET} is {@code true}: then the user gets that password and the
 * administrator's role again.
 */
@Dependent
public class FirstAdministrator {
  public static final String FILE = "callboard-admin-password";
  static final String NAME = "admin";
  static final String PASSWORD = "callboard.admin.password";
  static final String RESET = "callboard.admin.reset";
  static final String DIRECTORY = "callboard.data.dir";

  private static final String RESET_NEEDS =
      RESET + " is true, but " + PASSWORD + " is not set: set it to the new password";
  private static final System.Logger LOG = System.getLogger(FirstAdministrator.class.getName());

  private final Users users;
  private final AuditTrail trail;
  private final Config config;

  @Inject
  public FirstAdministrator(Users users, AuditTrail trail, Config config) {
    this.users = users;
    this.trail = trail;
    this.config = config;
  }

  /**
   * Ensures that there is an administrator; must be called after the schema is migrated. If two
   * nodes call it at once, one creates the user, and the other writes nothing.
   *
   * @throws IllegalArgumentException if the configured password is too short or too long, or if a
   *     reset is configured without a password
   */
  @Transactional
  public void ensure() {
    boolean resets =
        config.getOptionalValue(RESET, String.class).filter("true"::equals).isPresent();
    if (users.isEmpty()) {
      make(configured());
    } else if (resets) {
      reset(configured().orElseThrow(() -> new IllegalArgumentException(RESET_NEEDS)));
    }
  }

  private Optional<String> configured() {
    Optional<String> configured = config.getOptionalValue(PASSWORD, String.class);
    if (configured.isPresent() && !PasswordHash.fits(configured.get())) {
      throw new IllegalArgumentException(
          PASSWORD
              + " must have "
              + PasswordHash.MIN_LENGTH
              + " to "
              + PasswordHash.MAX_LENGTH
              + " characters");
    }
    return configured;
  }

  private void make(Optional<String> configured) {
    String password = configured.orElseGet(FirstAdministrator::generate);
    UserOutcome outcome = users.create(NAME, Role.ADMIN, PasswordHash.of(password));
    if (outcome instanceof UserOutcome.Done) {
      audit("user.created");
    }
    if (outcome instanceof UserOutcome.Done && configured.isEmpty()) {
      write(password);
    }
  }

  /**
   * Resets the user, or creates it again if it was deleted: other users do not help someone who is
   * locked out.
   */
  private void reset(String password) {
    PasswordHash hash = PasswordHash.of(password);
    if (users.change(NAME, version -> true, Role.ADMIN, hash) instanceof UserOutcome.Unknown) {
      users.create(NAME, Role.ADMIN, hash);
    }
    audit("user.reset");
    LOG.log(
        System.Logger.Level.WARNING,
        "User {0} was reset to the password in {1}; remove {2}, or every start resets it again",
        NAME,
        PASSWORD,
        RESET);
  }

  private void audit(String action) {
    trail.append(Operator.CALLBOARD, action, NAME, Map.of("role", Role.ADMIN_WORD));
  }

  private void write(String password) {
    Path file = directory().resolve(FILE);
    try {
      Path fresh = Files.createTempFile(file.getParent(), FILE, "", ownerOnly(file));
      Files.writeString(fresh, password + System.lineSeparator());
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The generated password of user "
              + NAME
              + " could not be written to "
              + file
              + ": make the directory writable, or set "
              + PASSWORD,
          e);
    }
    LOG.log(System.Logger.Level.INFO, "The password of user {0} is in {1}", NAME, file);
  }

  /**
   * Returns the data directory. The default is the server's own: WildFly names it in a property,
   * and Liberty runs in it.
   */
  private Path directory() {
    return Stream.of(DIRECTORY, "jboss.server.data.dir", "user.dir")
        .map(key -> config.getOptionalValue(key, String.class))
        .flatMap(Optional::stream)
        .map(Path::of)
        .findFirst()
        .orElseGet(() -> Path.of(""))
        .toAbsolutePath();
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    Set<String> views = file.getFileSystem().supportedFileAttributeViews();
    return views.contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String generate() {
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
