package io.ordermig.restore.rds;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Lets a run die at one call of AWS, counted from 1: before it, or when it has been answered. */
final class Killer implements ExecutionInterceptor {

    /** The process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Each call in a thorough test, as continuous integration makes it; each third one otherwise. */
    static final int EACH = Boolean.getBoolean("ordermig.test.thorough") ? 1 : 3;

    private final int at;
    private final boolean afterwards;
    private int seen;

    Killer(int at, boolean afterwards) {
        this.at = at;
        this.afterwards = afterwards;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        seen++;
        // After a call that was answered with an error nothing is asked here; the run dies before the next one.
        if (afterwards ? seen == at + 1 : seen == at) {
            throw new Killed();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (seen == at && afterwards) {
            throw new Killed();
        }
    }
}
