package io.ordermig.config;

/** A login that stays what it is. */
record FixedLogin(Login current) implements LoginSource {

    @Override
    public boolean renew() {
        return false;
    }
}
