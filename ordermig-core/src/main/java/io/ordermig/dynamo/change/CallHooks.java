package io.ordermig.dynamo.change;

/** What happens around each call of a change. What a hook throws ends the change. */
public interface CallHooks {

    /** Nothing happens. */
    CallHooks NONE = new CallHooks() {};

    /**
     * A call is about to be made, or made again. To require that a lock is still held.
     *
     * @param call the call
     */
    default void before(PlannedCall call) {}

    /**
     * A call has had its effect, and nothing of it is under way any more. To note how far a migration has come. Not
     * called for what was so before the call.
     *
     * @param call the call
     */
    default void after(PlannedCall call) {}
}
