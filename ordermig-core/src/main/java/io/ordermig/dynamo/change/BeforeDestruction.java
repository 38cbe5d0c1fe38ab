package io.ordermig.dynamo.change;

/** Is told before data is destroyed, such as to take a backup. What it throws ends the change before the call. */
@FunctionalInterface
public interface BeforeDestruction {

    /** Lets it be destroyed. */
    BeforeDestruction NOTHING = call -> {};

    /**
     * A call is planned that destroys data. The table is looked at again before the call is made.
     *
     * @param call the call; {@link PlannedCall#destroys} says what is lost
     */
    void announce(PlannedCall call);
}
