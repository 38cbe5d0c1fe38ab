package io.ordermig.testing.aws;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

/**
 * What is to go wrong, as rules: {@code faults.next(3, Fault.throttling()).on("rds", "DescribeDBSnapshots")}. A rule
 * applies to all calls until it is narrowed. A call is struck by the first rule that wants it; the others do not see
 * it. Thread-safe.
 */
public final class Faults {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    Faults() {}

    /** Strikes the next {@code count} calls. */
    public Rule next(int count, Fault fault) {
        return add(fault, ordinal -> ordinal <= count);
    }

    /** Strikes the next call. */
    public Rule next(Fault fault) {
        return next(1, fault);
    }

    /** Strikes one call, the {@code ordinal}-th from now; the next one is the first. */
    public Rule at(int ordinal, Fault fault) {
        return add(fault, each -> each == ordinal);
    }

    /** Strikes each {@code k}-th call. */
    public Rule every(int k, Fault fault) {
        return add(fault, ordinal -> ordinal % k == 0);
    }

    /** Strikes all calls. */
    public Rule always(Fault fault) {
        return add(fault, ordinal -> true);
    }

    /** Ends all rules. */
    public void clear() {
        rules.clear();
    }

    private Rule add(Fault fault, IntPredicate when) {
        Rule rule = new Rule(fault, when);
        rules.add(rule);
        return rule;
    }

    Optional<Fault> strike(String service, String operation) {
        return rules.stream()
                .filter(rule -> rule.strikes(service, operation))
                .findFirst()
                .map(rule -> rule.fault);
    }

    /** When which fault strikes which calls. */
    public final class Rule {

        private final Fault fault;
        private final IntPredicate when;
        private final AtomicInteger seen = new AtomicInteger();
        private final AtomicInteger struck = new AtomicInteger();
        private volatile String service = "";
        private volatile String operation = "";

        private Rule(Fault fault, IntPredicate when) {
            this.fault = fault;
            this.when = when;
        }

        /** Only calls of one service. */
        public Rule on(String service) {
            return on(service, "");
        }

        /** Only calls of one operation. */
        public Rule on(String service, String operation) {
            this.operation = operation;
            this.service = service;
            return this;
        }

        /** How many calls it has struck. */
        public int struck() {
            return struck.get();
        }

        /** Ends this rule. */
        public void stop() {
            rules.remove(this);
        }

        private boolean strikes(String calledService, String calledOperation) {
            boolean concerned = (service.isEmpty() || service.equals(calledService))
                    && (operation.isEmpty() || operation.equals(calledOperation));
            if (!concerned || !when.test(seen.incrementAndGet())) {
                return false;
            }
            struck.incrementAndGet();
            return true;
        }
    }
}
