package io.ordermig.example.orders;

/** What kind of order it is; every order from before the types is {@link #STANDARD}. */
public enum OrderType {
    STANDARD,
    GIFT,
    SUBSCRIPTION
}
