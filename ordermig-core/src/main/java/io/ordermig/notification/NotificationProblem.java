package io.ordermig.notification;

import io.ordermig.problem.Fault;
import io.ordermig.problem.ProblemCode;

/** What can go wrong with telling people, beside what can go wrong with AWS. */
public enum NotificationProblem implements ProblemCode {
    /** There is no such topic. */
    TOPIC_UNUSABLE("notification/topic-unusable", Fault.USER);

    private final String id;
    private final Fault fault;

    NotificationProblem(String id, Fault fault) {
        this.id = id;
        this.fault = fault;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Fault fault() {
        return fault;
    }
}
