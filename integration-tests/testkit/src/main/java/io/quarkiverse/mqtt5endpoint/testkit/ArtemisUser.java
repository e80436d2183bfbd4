package io.quarkiverse.mqtt5endpoint.testkit;

import java.util.Set;

import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** The one who may connect, and then may do everything. */
record ArtemisUser(String name, String password) implements ActiveMQSecurityManager {

    @Override
    public boolean validateUser(String user, String password) {
        return name.equals(user) && this.password.equals(password);
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return validateUser(user, password);
    }
}
