package io.ordermig.config;

/** Where role and password of a new connection come from. Thread-safe. */
public interface LoginSource {

    /**
     * A role and its password.
     *
     * @param user the role; empty to leave it to the driver ({@code PGUSER}, the URL, the account's name)
     * @param password its password or token; empty to leave it to the driver ({@code .pgpass}, {@code PGPASSWORD})
     */
    record Login(String user, Secret password) {}

    /** What the next connection is opened with. Asked for each physical connection, because a token lives for minutes. */
    Login current();

    /**
     * Called when the server refused {@link #current}: looks for another, as after the rotation of a secret.
     *
     * @return whether {@link #current} has changed, so that another attempt is worth it
     */
    boolean renew();

    /** The same logins for another address, where they depend on it. */
    default LoginSource at(String host, int port) {
        return this;
    }

    /** What to look at when the server does not accept the login, in a sentence; empty when a person gave it. */
    default String advice() {
        return "";
    }

    /** A login that stays what it is. */
    static LoginSource fixed(String user, Secret password) {
        return new FixedLogin(new Login(user, password));
    }
}
