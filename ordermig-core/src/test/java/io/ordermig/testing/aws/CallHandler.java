package io.ordermig.testing.aws;

import io.ordermig.testing.aws.Fault.CallErrors;
import io.ordermig.testing.aws.Identities.Principal;
import io.ordermig.testing.aws.wire.ContractViolation;
import io.ordermig.testing.aws.wire.Protocol;
import io.ordermig.testing.aws.wire.ServiceModel.Operation;
import io.ordermig.testing.aws.wire.WireError;
import io.ordermig.testing.aws.wire.WireRequest;
import io.ordermig.testing.aws.wire.WireResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Takes a call from the wire to its service and back: reads it, finds out who calls and whether they may, lets things
 * go wrong that are to go wrong, and records it.
 */
final class CallHandler {

    private final Directory directory;
    private final Identities identities;
    private final Permissions permissions;
    private final Faults faults;
    private final CallLog log;
    private final Clock clock;
    private final AtomicLong requestIds = new AtomicLong();

    CallHandler(
            Directory directory,
            Identities identities,
            Permissions permissions,
            Faults faults,
            CallLog log,
            Clock clock) {
        this.directory = directory;
        this.identities = identities;
        this.permissions = permissions;
        this.faults = faults;
        this.log = log;
        this.clock = clock;
    }

    /** The connection is to be dropped. */
    private static final class Dropped extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /** A call that was read. */
    private record Call(
            SimulatedService service,
            Operation operation,
            SdkPojo request,
            Credential credential,
            CommonErrors errors,
            List<IamAction> actions,
            String userAgent) {}

    /** What became of a call while it was answered; for the record. */
    private static final class Progress {
        private String principal = "";
        private boolean carriedOut;
    }

    /** Answers a call; empty when the connection is to be dropped. */
    Optional<WireResponse> answer(WireRequest request) throws InterruptedException {
        String requestId = String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", requestIds.incrementAndGet());
        Protocol protocol = Protocol.of(request).orElse(null);
        if (protocol == null) {
            String what = "No protocol of AWS that the simulator knows: " + request.path() + " " + request.headers();
            log.violation(what);
            return Optional.of(new WireResponse(404, Map.of(), what.getBytes(StandardCharsets.UTF_8)));
        }
        try {
            Call call = read(protocol, request);
            return answer(protocol, call, requestId);
        } catch (ContractViolation e) {
            log.violation(e.getMessage());
            return Optional.of(protocol.write(new WireError(400, e.code(), e.getMessage()), requestId));
        } catch (SimulatedError e) {
            return Optional.of(protocol.write(e.onTheWire(), requestId));
        }
    }

    private Call read(Protocol protocol, WireRequest request) throws ContractViolation {
        Credential credential =
                Credential.of(request).orElseThrow(() -> new CommonErrors("", protocol).missingCredentials());
        SimulatedService service = directory.service(credential.service());
        String name = protocol.operation(request);
        Operation operation = directory.operation(service, name);
        SdkPojo pojo = protocol.read(operation, request);
        return new Call(
                service,
                operation,
                pojo,
                credential,
                new CommonErrors(service.name(), protocol),
                IamAction.of(service.name(), name, pojo),
                request.header("user-agent").orElse(""));
    }

    private Optional<WireResponse> answer(Protocol protocol, Call call, String requestId) throws InterruptedException {
        Progress progress = new Progress();
        try {
            SdkPojo response = carryOut(call, progress);
            WireResponse answer = protocol.write(call.operation(), response, requestId);
            record(call, progress, RecordedCall.OK);
            return Optional.of(answer);
        } catch (SimulatedError e) {
            record(call, progress, e.code());
            return Optional.of(protocol.write(e.onTheWire(), requestId));
        } catch (Dropped e) {
            record(call, progress, progress.carriedOut ? RecordedCall.ANSWER_LOST : RecordedCall.DROPPED);
            return Optional.empty();
        } catch (RuntimeException e) {
            log.violation("The simulator failed: " + call.request() + ": " + e);
            record(call, progress, "SimulatorFailure");
            return Optional.of(protocol.write(new WireError(400, "SimulatorFailure", e.toString()), requestId));
        }
    }

    private SdkPojo carryOut(Call call, Progress progress) throws InterruptedException, Dropped {
        Credential credential = call.credential();
        Principal principal =
                identities.authenticate(credential.accessKeyId(), credential.sessionToken(), call.errors());
        progress.principal = principal.arn();
        Optional<Fault> fault =
                faults.strike(call.service().name(), call.operation().name());
        wait(fault);
        strike(fault.filter(each -> !each.strikesAfterwards()), call, principal);
        authorize(call, principal);
        identities.callerIs(principal);
        SdkPojo response = call.service().answer(call.operation().name(), call.request());
        progress.carriedOut = true;
        strike(fault.filter(Fault::strikesAfterwards), call, principal);
        return call.operation().response().cast(response);
    }

    private static void wait(Optional<Fault> fault) throws InterruptedException {
        Duration delay = fault.map(Fault::delay).orElse(Duration.ZERO);
        Thread.sleep(delay.toMillis());
    }

    private static void strike(Optional<Fault> fault, Call call, Principal principal) throws Dropped {
        if (fault.isEmpty()) {
            return;
        }
        if (fault.get().drops()) {
            throw new Dropped();
        }
        String denial = call.actions().stream()
                .findFirst()
                .map(action -> Permissions.noneAllows(principal.arn(), action))
                .orElse("Access denied");
        Optional<SimulatedError> error = fault.get().error(new CallErrors(call.errors(), denial));
        if (error.isPresent()) {
            throw error.get();
        }
    }

    private void authorize(Call call, Principal principal) {
        for (IamAction action : call.actions()) {
            permissions.refusal(principal.arn(), action).ifPresent(message -> {
                throw call.errors().accessDenied(message);
            });
        }
    }

    private void record(Call call, Progress progress, String outcome) {
        log.add(new RecordedCall(
                clock.instant(),
                call.service().name(),
                call.operation().name(),
                call.request(),
                progress.principal,
                call.credential().region(),
                call.userAgent(),
                call.actions().stream().map(IamAction::name).collect(Collectors.toSet()),
                outcome,
                progress.carriedOut));
    }
}
